"""The migrations: they make exactly what the models say, and can be taken back."""

from flask import Flask
from sqlalchemy import inspect

from ideas.extensions import db
from ideas.models import Base
from ideas.schema import check_schema, downgrade_schema, upgrade_schema
from tests import factories
from workflow.actors import Role


def test_models_and_migrations_agree(app: Flask) -> None:
    with app.app_context():
        check_schema()
        assert set(inspect(db.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_a_filled_schema_can_be_taken_back_and_made_again(app: Flask) -> None:
    with app.app_context():
        lead = factories.person(Role.LEAD, home=factories.unit("Neuvonta", factories.unit()))
        source, target = (factories.submitted(factories.person()) for _ in range(2))
        factories.move(source, "merge", lead, target=target.public_id)
        db.session.remove()
        downgrade_schema("base")
        assert inspect(db.engine).get_table_names() == ["alembic_version"]
        upgrade_schema()
        check_schema()
