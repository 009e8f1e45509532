"""Owns how gunicorn serves Tilaa; GUNICORN_CMD_ARGS in the environment wins over every line here."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = 2
threads = 4

# A request that takes longer than this is stuck; one that has begun may end before the server stops.
timeout = 30
graceful_timeout = 30
keepalive = 5

limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190

# Errors only: an access log would keep who read what, and addresses tell who. Tilaa writes a line for
# each answer itself, as JSON and about nobody (ideas/web/journal.py).
errorlog = "-"
accesslog = None

# The server is steered by signals; a control socket would be a second door, in somebody's home folder.
control_socket_disable = True
