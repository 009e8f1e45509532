"""Says of every row that names a person what of it is theirs, by the column that names them."""

from collections.abc import Mapping

OWN: Mapping[str, Mapping[str, str]] = {
    "amendment": {"amended_by_id": "baseline target reason at"},
    "application": {"applied_by_id": "adapted at follow_up_on", "answered_by_id": "outcome answered_at"},
    "attachment": {"uploader_id": "name content_type size at removed_at"},
    "calendar_feed": {"user_id": "created_at read_at"},
    "case_author": {"user_id": "position"},
    "conclusion": {"concluded_by_id": "verdict learnt recommendation at"},
    "criteria_version": {"made_by_id": "number made_at"},
    "decision": {
        "decided_by_id": "kind on hours_low hours_likely hours_high evidence_class review_on ended_at"
    },
    "evaluation_request": {"user_id": "asked_at due_on abstained_at has_conflict words"},
    "evaluation_round": {"opened_by_id": "number is_blind words opened_at"},
    "evidence": {"added_by_id": "method count minutes source on words link at"},
    "experiment_member": {"user_id": "words told_at"},
    "feedback": {"answered_by_id": "number answer answered_at"},
    "follow": {"user_id": "at"},
    "follow_up": {"answered_by_id": "number due_on customer staff operation answered_at"},
    "half_sign_in": {"user_id": "at"},
    "handling": {"recorded_by_id": "on words at"},
    "invitation": {"invited_by_id": "created_at used_at"},
    "joining": {"user_id": "role at"},
    "mail": {"user_id": "way period created_at due_at tries sent_at dead_at withheld_at error"},
    "mail_choice": {"user_id": "topic way"},
    "miss": {"missed_by_id": "who words wants_back at"},
    "noticer": {"user_id": ""},
    "notification": {"user_id": "read_at weighed_at"},
    "page": {"written_by_id": "key language version text at"},
    "pairing": {"paired_by_id": "at"},
    "pending_decision": {"prepared_by_id": "move words data prepared_at"},
    "pulse_taken": {"user_id": ""},
    "quiet_hours": {"user_id": "begins ends"},
    "reading": {"read_by_id": "on value note at"},
    "reading_correction": {"corrected_by_id": "reason at"},
    "reallocation": {"placed_by_id": "hours purpose is_for_customers at"},
    "recovery_code": {"user_id": "used_at"},
    "removal": {"done_by_id": "done_at"},
    "second_step": {"user_id": "begun_at confirmed_at"},
    "sparring": {"user_id": "at"},
    "support": {"user_id": "at"},
    "user_session": {"user_id": "created_at seen_at revoked_at browser"},
    "verification": {"verified_by_id": "remainder hours how at"},
}
"""Tables with the columns that name somebody, and for each of these the columns that are that person's."""
ADDRESSED: Mapping[str, str] = {
    "feedback": "number kind words email language at due_on answered_at",
    "invitation": "email name role created_at expires_at used_at",
}
"""Tables that name somebody by the address in `email`, and what of their rows is that person's."""
ANSWERED_FOR: Mapping[str, tuple[str, ...]] = {
    "case": ("owner_id", "receiver_id"),
    "work_step": ("rule_owner_id", "clearer_id"),
}
"""Columns that say for what somebody answers, or was asked to."""
TOLD_APART = frozenset({"comment", "entry", "evaluation", "person", "sealed_author"})
"""Tables that have a part of their own, in words; a hidden author finds their ideas there too."""
