"""The door for a web server: `gunicorn wsgi:app`."""

import sys

from ideas import create_app
from ideas.config import WrongSettings

try:
    app = create_app()
except WrongSettings as error:
    sys.exit(str(error))
