"""Owns what the pages are measured beside: a bare Flask page with one indexed SELECT on the same database."""

import os

from flask import Flask, render_template_string
from sqlalchemy import create_engine, select

from ideas.extensions import engine_options, prepare_sqlite
from ideas.models import Case

PAGE = "<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1>"
URL = os.environ["TILAA_DATABASE_URL"]

app = Flask(__name__)
engine = create_engine(URL, **engine_options(URL))
prepare_sqlite(engine)


@app.get("/<string:public_id>")
def title(public_id: str) -> str:
    """The title of one case."""
    with engine.connect() as connection:
        found = connection.scalar(select(Case.title).where(Case.public_id == public_id))
    return render_template_string(PAGE, title=found)
