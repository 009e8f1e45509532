"""Words for everything that can stand in the way of a move, each with its remedy."""

from flask_babel import lazy_gettext as _l

from workflow.problems import Problem

PROBLEMS = {
    Problem.WRONG_STATE: _l("Things have moved on, and this move is no longer open."),
    Problem.TITLE_MISSING: _l("The title is missing."),
    Problem.TITLE_TOO_LONG: _l("The title is longer than 200 characters."),
    Problem.ESSENCE_MISSING: _l("The essence is missing: one or two sentences that say what it is about."),
    Problem.ESSENCE_TOO_LONG: _l("The essence is longer than 280 characters."),
    Problem.BENEFIT_UNANSWERED: _l("Tell what the customer gets, or choose “I don’t know yet”."),
    Problem.PUBLISH_CHECK_MISSING: _l("Confirm that the text holds no customer’s data."),
    Problem.IDENTITY_CODE_FOUND: _l("A personal identity code stands in the text. Take it out."),
    Problem.MAY_BE_PATENTABLE: _l("The idea may be an invention, so it stays private until that is settled."),
    Problem.EVALUATIONS_MISSING: _l(
        "An evaluation by somebody else than the author and the responsible person is missing."
    ),
    Problem.OWNER_MISSING: _l("Nobody answers for the idea yet: name a responsible person."),
    Problem.NEXT_DATE_MISSING: _l("The next date is missing."),
    Problem.PLAN_MISSING: _l("The pilot plan is missing."),
    Problem.AIM_MISSING: _l("The pilot plan has no aim."),
    Problem.VISIONS_MISSING: _l("The pilot plan needs our vision and the customer’s."),
    Problem.CUSTOMER_MEASURE_MISSING: _l(
        "The pilot plan needs a measure of customer experience with a baseline and a target."
    ),
    Problem.MEASURES_UNFINISHED: _l(
        "Every measure needs its direction, baseline and target, and how and how often it is measured."
    ),
    Problem.STOP_RULE_MISSING: _l("The pilot plan has no stop rule: when is it stopped before its end?"),
    Problem.PEOPLE_MISSING: _l("The pilot plan must name who takes part, and the hours set aside."),
    Problem.AIM_UNTOLD: _l("Two of those who take part must first say the aim in their own words."),
    Problem.CONCLUSION_MISSING: _l("The pilot has not been judged in words yet."),
    Problem.DATES_MISSING: _l("The pilot plan has no dates."),
    Problem.UNITS_MISSING: _l("The pilot plan names no unit."),
    Problem.GIVE_UP_NOT_ASKED: _l("The pilot plan does not say what is given up for this."),
    Problem.READINGS_MISSING: _l("Every measure of the pilot needs a reading."),
    Problem.NOT_SMALL: _l("Only a small idea can be done at once."),
    Problem.OWN_IDEA: _l("You brought this in yourself: another development lead decides about it."),
    Problem.WORDS_MISSING: _l("Write it in words."),
    Problem.REASON_CODE_MISSING: _l("Choose the kind of reason."),
    Problem.CONDITION_MISSING: _l("Say what would have to change for the idea to be opened again."),
    Problem.DOER_MISSING: _l("Say who does it."),
    Problem.DEADLINE_MISSING: _l("Give the date by which it is done."),
    Problem.GIVE_UP_UNANSWERED: _l("Say what is given up for this, or that nothing is."),
    Problem.GIVE_UP_WORDS_MISSING: _l("Say in words what is given up, or why nothing is."),
    Problem.TARGET_MISSING: _l("Name the idea it is merged into."),
    Problem.TARGET_UNSUITABLE: _l("An idea can only be merged into another idea that is still open."),
    Problem.STEP_TITLE_TOO_LONG: _l("The title is longer than 120 characters."),
    Problem.STEP_OWNER_MISSING: _l("Nobody answers for it yet: name a responsible person."),
    Problem.ORIGIN_MISSING: _l("It is not said where the step comes from."),
    Problem.CITATION_MISSING: _l("The external requirement is not cited."),
    Problem.VALUE_MISSING: _l("It is not said what customers and staff get from it; “not known” will do."),
    Problem.EFFORT_MISSING: _l("The effort is not told: time per occurrence, and how often."),
    Problem.NOTICERS_MISSING: _l("It is not told who would notice."),
    Problem.SHIFT_MISSING: _l("It is not told to whom the work moves; “to nobody” will do."),
    Problem.LAW_STANDS: _l(
        "An external requirement stands behind it, and law cannot be given up. Keep it, and propose a change "
        "of statute where that would help."
    ),
    Problem.CUSTOMER_UNANSWERED: _l("It is not said whether giving it up touches the customer."),
    Problem.REPLACEMENT_MISSING: _l(
        "The customer is touched: say what the customer gets instead, and through what."
    ),
    Problem.STAFF_EFFECT_OPEN: _l(
        "It changes somebody’s tasks or position, and the named person has not cleared it yet."
    ),
    Problem.TRIAL_PLAN_MISSING: _l("The trial stop has no plan."),
    Problem.TRIAL_PLAN_UNFINISHED: _l(
        "The plan of the trial stop must say what is left out, what is done instead, and in which units."
    ),
    Problem.TRIAL_DAYS_WRONG: _l("A trial stop lasts 30, 60 or 90 days."),
    Problem.TRIAL_IS_OVER: _l("The last day of the planned trial has passed: plan new dates."),
    Problem.SIGNALS_MISSING: _l(
        "The plan needs one to four warning signals, each with its present level and its threshold."
    ),
    Problem.SIGNALS_UNREAD: _l("Every warning signal needs a reading."),
    Problem.HARM_UNANSWERED: _l("Confirm that nobody’s safety and no customer’s right is at stake."),
    Problem.TRIAL_NEEDED: _l("Nobody knows what the customer gets from it, so it is tried without first."),
    Problem.EXTENDED_ALREADY: _l("It can be extended once, and has been."),
    Problem.ENDING_MISSING: _l("Choose what is decided."),
    Problem.KEEPING_MISSING: _l("Choose what is decided."),
    Problem.REVIEW_ON_MISSING: _l("Give the day on which it is looked at again."),
    Problem.NOT_STATUTORY: _l("A change of statute can be proposed only for an external requirement."),
    Problem.WORK_STEPS_MISSING: _l("Name a work step that is given up for this, or answer that nothing is."),
    Problem.WORK_STEPS_UNSUITABLE: _l("There is no such work step, or it is kept."),
    Problem.NEEDED_HOURS_MISSING: _l("Say how many hours a year it needs; 0 will do."),
    Problem.OWN_VERIFICATION: _l("You proposed this: somebody else verifies what it freed."),
    Problem.NOTHING_VERIFIED: _l("Nothing has been verified yet, so there is no time to place."),
    Problem.MORE_THAN_VERIFIED: _l("That is more than what was verified and is still free."),
    Problem.OWNER_IS_AUTHOR: _l(
        "An author answers for the idea and so is named: name another responsible person first."
    ),
    Problem.NO_ROUND: _l("No round of evaluation is open."),
    Problem.ROUND_IS_OPEN: _l("A round of evaluation is open already."),
    Problem.ABSTAINED: _l("You abstained because of a conflict of interest."),
    Problem.NO_REVIEWER: _l("Nobody could be asked: they are authors, take part, or have answered."),
    Problem.AMENDED_ALREADY: _l("This is what it says already."),
    Problem.CORRECTED_ALREADY: _l("This has been corrected already; correct the newer one."),
    Problem.NOT_CORRECTABLE: _l("This cannot be corrected here."),
    Problem.ANSWERED_ALREADY: _l("This has been answered already."),
    Problem.CHANGED_SINCE: _l("It has changed since this was prepared: look at it again."),
    Problem.BUILT_UPON: _l("Something has been built on it already, so it can no longer be taken back."),
    Problem.PREPARED_ALREADY: _l("A decision is already prepared for it."),
    Problem.COMMENT_SETTLED: _l("The time for editing this comment is over. You can write another one."),
}  # fmt: skip
