"""How a shared server is told to run: environment variables, all of them checked at the start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from starl.errors import StarlError
from starl.model.report import Tier
from starl.store.home import is_address

T = TypeVar("T")
_SECRET = 32
"""Characters of STARL_SECRET at least."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who else may say who somebody is, by OpenID Connect."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    name: str
    """On the button."""


@dataclass(frozen=True, slots=True)
class Mail:
    """Where e-mail is handed over."""

    host: str
    port: int
    secure: bool
    """TLS from the first byte; otherwise STARTTLS where the host is another machine."""
    user: str
    password: str = field(repr=False)
    sender: str


@dataclass(frozen=True, slots=True)
class Environment:
    """What the variables say. `VARIABLES` has what each is for."""

    database: str = field(repr=False)
    secret: str = field(repr=False)
    url: str
    """Without a slash at the end."""
    hosts: tuple[str, ...]
    home: Path
    host: str
    port: int
    workers: int
    pool: int
    proxies: str
    open_signup: bool
    idle: dt.timedelta
    life: dt.timedelta
    identity: Identity | None
    mail: Mail | None
    metrics: str | None = field(repr=False)
    quota: int
    """Bytes of recordings for each account."""
    tier: Tier

    @property
    def secure(self) -> bool:
        """Whether the browser comes by https, so that cookies go nowhere else."""
        return self.url.startswith("https://")


VARIABLES = {
    "STARL_DATABASE": "required; postgresql://user:password@host/database",
    "STARL_SECRET": "required; 32 or more random characters that sign cookies; the same on every machine",
    "STARL_URL": "required; the address that people type, such as https://stories.example.org",
    "STARL_HOME": "required; a folder for uploads and recordings, the same for every worker",
    "STARL_HOSTS": "more host names that are answered, with commas",
    "STARL_LISTEN": "the address to listen on; 127.0.0.1:8328",
    "STARL_WORKERS": "processes that answer; 2",
    "STARL_POOL": "connections to the database of each process; 12",
    "STARL_PROXIES": "addresses of proxies whose X-Forwarded-For is believed, with commas; 127.0.0.1",
    "STARL_SIGNUP": "`invitation` (the default) or `open`",
    "STARL_IDLE_HOURS": "hours after which an unused session ends; 72",
    "STARL_LIFE_DAYS": "days after which any session ends; 30",
    "STARL_OIDC_ISSUER": "the issuer of OpenID Connect; off without it",
    "STARL_OIDC_CLIENT": "the client id there",
    "STARL_OIDC_SECRET": "the client secret there",
    "STARL_OIDC_NAME": "what the button says; Single sign-on",
    "STARL_SMTP": "smtp://user:password@host:587 or smtps://…:465; no mail is sent without it",
    "STARL_MAIL_FROM": "the sender of mail; required with STARL_SMTP",
    "STARL_METRICS_TOKEN": "the bearer token of /metrics, 16 or more characters; off without it",
    "STARL_QUOTA_MB": "megabytes of recordings, kept or waiting, for each account; 500",
    "STARL_TIER": "`default`; `deep` needs its extra and 300 MB more in each process",
}
"""Every variable and what it is for."""


class _Reader:
    """Reads the variables one by one and gathers what is wrong."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.wrong: list[str] = []

    def get(self, name: str, default: T, read: Callable[[str], T]) -> T:
        """The value of a variable; the default where it is not set or cannot be read."""
        given = self.environ.get(name, "").strip()
        if not given:
            return default
        try:
            return read(given)
        except ValueError as error:
            shown = "what it says" if "SECRET" in name or "TOKEN" in name or "SMTP" in name else f"'{given}'"
            self.wrong.append(f"{name}: {shown} {error}")
            return default

    def need(self, name: str, read: Callable[[str], str]) -> str:
        """A required one."""
        if not self.environ.get(name, "").strip():
            self.wrong.append(f"{name} is not set; it is {VARIABLES[name]}")
        return self.get(name, "", read)


def read_environment(environ: Mapping[str, str]) -> Environment:
    """What the variables say. Raises StarlError that names every one that is missing or wrong, and what to do."""
    reader = _Reader(environ)
    url = reader.need("STARL_URL", _url)
    host, port = reader.get("STARL_LISTEN", ("127.0.0.1", 8328), _listen)
    own = urlsplit(url).hostname or ""
    more = reader.get("STARL_HOSTS", "", str)
    found = Environment(
        database=reader.need("STARL_DATABASE", _address),
        secret=reader.need("STARL_SECRET", _secret),
        url=url,
        hosts=(own, *filter(None, map(str.strip, more.split(",")))),
        home=Path(reader.need("STARL_HOME", _folder) or "."),
        host=host,
        port=port,
        workers=reader.get("STARL_WORKERS", 2, _number(1, 64)),
        pool=reader.get("STARL_POOL", 12, _number(2, 100)),
        proxies=reader.get("STARL_PROXIES", "127.0.0.1", str),
        open_signup=reader.get("STARL_SIGNUP", False, _signup),
        idle=dt.timedelta(hours=reader.get("STARL_IDLE_HOURS", 72, _number(1, 24 * 365))),
        life=dt.timedelta(days=reader.get("STARL_LIFE_DAYS", 30, _number(1, 365))),
        identity=_identity(reader),
        mail=_mail(reader),
        metrics=reader.get("STARL_METRICS_TOKEN", None, _long(16)),
        quota=reader.get("STARL_QUOTA_MB", 500, _number(1, 1_000_000)) * 1_000_000,
        tier=reader.get("STARL_TIER", Tier.DEFAULT, _tier),
    )
    if reader.wrong:
        raise StarlError("the server cannot start:\n  " + "\n  ".join(reader.wrong))
    return found


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError("is no PostgreSQL address; write it as postgresql://user@host/database")
    return text


def _secret(text: str) -> str:
    if len(text) < _SECRET or len(set(text)) < 10:
        raise ValueError("is too easy to guess; make one with `openssl rand -base64 48`")
    return text


def _long(least: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) < least:
            raise ValueError(f"is shorter than {least} characters")
        return text

    return read


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("is no address of a server; write it as https://stories.example.org, without a path")
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ValueError("would send passwords in the open; put a proxy with TLS in front and write https://")
    return text.rstrip("/")


def _listen(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError("is no address to listen on; write it as 127.0.0.1:8328")
    return host.strip("[]"), int(port)


def _folder(text: str) -> str:
    if not Path(text).is_absolute():
        raise ValueError("is no whole path; begin it with /")
    return text


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or not least <= int(text) <= most:
            raise ValueError(f"is no number from {least} to {most}")
        return int(text)

    return read


def _signup(text: str) -> bool:
    if text not in ("invitation", "open"):
        raise ValueError("is neither `invitation` nor `open`")
    return text == "open"


def _tier(text: str) -> Tier:
    if text not in set(Tier):
        raise ValueError("is neither `default` nor `deep`")
    return Tier(text)


def _identity(reader: _Reader) -> Identity | None:
    names = ("STARL_OIDC_ISSUER", "STARL_OIDC_CLIENT", "STARL_OIDC_SECRET")
    issuer, client, secret = (reader.environ.get(name, "").strip() for name in names)
    if not issuer:
        return None
    if not client or not secret:
        reader.wrong.append(
            "STARL_OIDC_ISSUER is set; STARL_OIDC_CLIENT and STARL_OIDC_SECRET are needed with it"
        )
    checked = reader.get("STARL_OIDC_ISSUER", "", _url_with_path)
    return Identity(checked, client, secret, reader.get("STARL_OIDC_NAME", "Single sign-on", str))


def _url_with_path(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise ValueError("is no https address")
    return text.rstrip("/")


def _mail(reader: _Reader) -> Mail | None:
    return reader.get("STARL_SMTP", None, lambda text: _smtp(text, reader.environ.get("STARL_MAIL_FROM", "")))


def _smtp(text: str, sender: str) -> Mail | None:
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("is no address of a mail server; write it as smtp://user:password@host:587")
    if "@" not in sender:
        raise ValueError("needs STARL_MAIL_FROM, the sender's address")
    secure = parts.scheme == "smtps"
    port = parts.port or (465 if secure else 587)
    return Mail(parts.hostname, port, secure, parts.username or "", parts.password or "", sender)
