"""The application: the only place where its parts meet."""

from datetime import timedelta

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from ideas import access, cli, i18n, replica, web
from ideas.config import ROOT, Settings, read_settings
from ideas.extensions import SETTINGS, babel, binds, csrf, db, engine_options, login_manager, prepare_sqlite
from ideas.features import blueprints
from ideas.transaction import let_go


def create_app(settings: Settings | None = None) -> Flask:
    """The Flask application under these settings, or under those of the environment."""
    settings = settings or read_settings()
    app = Flask(__name__, static_folder=None, template_folder=str(ROOT / "templates"))
    app.extensions[SETTINGS] = settings
    app.config.from_mapping(flask_config(settings))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0)  # type: ignore[method-assign]
    _bind_extensions(app)
    web.init_app(app)
    for blueprint in blueprints(settings):
        app.register_blueprint(blueprint)
    cli.init_app(app)
    access.check_marks(app)
    return app


def flask_config(settings: Settings) -> dict[str, object]:
    """Flask's own settings, from ours."""
    url = settings.database_url.get_secret_value()
    assert settings.secret_key is not None  # the settings were checked  # noqa: S101
    return {
        "SECRET_KEY": settings.secret_key.get_secret_value(),
        "SQLALCHEMY_DATABASE_URI": url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(url, settings.pooler),
        "SQLALCHEMY_BINDS": binds(settings),
        "SESSION_COOKIE_NAME": "tilaa" if settings.demo else "__Host-tilaa",
        "SESSION_COOKIE_SECURE": not settings.demo,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=settings.session_hours),
        "MAX_CONTENT_LENGTH": settings.attachment_megabytes * 1024 * 1024 + 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "TRUSTED_HOSTS": settings.trusted_hosts or None,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_LOCALE": i18n.DEFAULT,
        "BABEL_DEFAULT_TIMEZONE": settings.time_zone,
    }


def _bind_extensions(app: Flask) -> None:
    db.init_app(app)
    # Later than the extension's own, so that it comes first when the context ends.
    app.teardown_appcontext(let_go)
    with app.app_context():
        prepare_sqlite(db.engine)
        replica.prepare()
    babel.init_app(app, locale_selector=i18n.choose_locale)
    login_manager.init_app(app)
    csrf.init_app(app)
