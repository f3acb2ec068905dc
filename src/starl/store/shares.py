"""What was shared, the links to it, and who used them."""

from __future__ import annotations

import json
from typing import Any

from starl.model.sharing import Access, Origin, Share, SharedPart, ShareLink, Swap, Visit
from starl.model.story import Section
from starl.store.engine import Engine
from starl.store.repository import Repository
from starl.store.tables import SHARE_LINKS, SHARE_VISITS, SHARES
from starl.store.values import Row, maybe_moment, maybe_utc, moment, utc


def _packed(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


class Shares(Repository[Share]):
    """Revisions as they were given away. They go with their story when that is purged."""

    table = SHARES
    noun = "shared story"

    def add(self, share: Share) -> Share:
        """Keeps a new one. Raises StarlError where its id is there already, or its story is not."""
        with self._scope.transaction():
            self._insert([share])
        return share

    def remove(self, identifier: str) -> None:
        """Removes one for good, with its reviews and links."""
        with self._scope.transaction():
            self._need(identifier)
            self._delete([identifier])

    def select(self, story: str | None = None) -> list[Share]:
        """All, or those of one story by its id; the newest first."""
        query = self._select()
        if story is not None:
            query = query.where(SHARES.story == story)
        return self._all(query.order_by(SHARES.id.desc()))

    def _row(self, record: Share) -> Row:
        return (
            record.id,
            utc(record.created),
            record.story,
            record.revision,
            record.title,
            record.text,
            _packed(record.parts),
            _packed(record.origins),
            _packed(record.swaps),
        )

    def _record(self, row: Row) -> Share:
        return Share(
            id=row[0],
            created=moment(row[1]),
            story=row[2],
            revision=row[3],
            title=row[4],
            text=row[5],
            parts=tuple(
                SharedPart(Section(name) if name else None, start, end)
                for name, start, end in json.loads(row[6])
            ),
            origins=tuple(Origin(*each) for each in json.loads(row[7])),
            swaps=tuple(Swap(tuple(words), shown) for words, shown in json.loads(row[8])),
        )


class ShareLinks(Repository[ShareLink]):
    """Links to what was shared."""

    table = SHARE_LINKS
    noun = "link"

    def add(self, link: ShareLink) -> ShareLink:
        """Keeps a new link. Raises StarlError where its id is there already, or what it leads to is not."""
        with self._scope.transaction():
            self._insert([link])
        return link

    def update(self, link: ShareLink) -> ShareLink:
        """Puts the link in place of the one with its id."""
        with self._scope.transaction():
            self._replace(link)
        return link

    def select(self, share: str | None = None) -> list[ShareLink]:
        """All, or those to one share; the newest first."""
        query = self._select()
        if share is not None:
            query = query.where(SHARE_LINKS.share == share)
        return self._all(query.order_by(SHARE_LINKS.id.desc()))

    def _row(self, record: ShareLink) -> Row:
        return (
            record.id,
            utc(record.created),
            record.share,
            record.digest,
            utc(record.expires),
            maybe_utc(record.revoked),
            record.passphrase,
            record.note,
        )

    def _record(self, row: Row) -> ShareLink:
        return ShareLink(
            row[0], moment(row[1]), row[2], row[3], moment(row[4]), maybe_moment(row[5]), row[6], row[7]
        )


class ShareVisits(Repository[Visit]):
    """Who used which link."""

    table = SHARE_VISITS
    noun = "visit"

    def add(self, visit: Visit) -> Visit:
        """Keeps a new visit."""
        with self._scope.transaction():
            self._insert([visit])
        return visit

    def select(self, link: str | None = None, limit: int | None = None) -> list[Visit]:
        """All, or those through one link; the newest first."""
        query = self._select()
        if link is not None:
            query = query.where(SHARE_VISITS.link == link)
        return self._all(query.order_by(SHARE_VISITS.id.desc()), limit)

    def _row(self, record: Visit) -> Row:
        return (record.id, record.link, utc(record.at), record.access.value, record.address)

    def _record(self, row: Row) -> Visit:
        return Visit(row[0], row[1], moment(row[2]), Access(row[3]), row[4])


def owner_of_link(engine: Engine, digest: str) -> tuple[str, str] | None:
    """Whose link has this digest of its token, and the link's id; the one question that no owner asks."""
    query = SHARE_LINKS.select(SHARE_LINKS.owner, SHARE_LINKS.id).where(SHARE_LINKS.digest == digest)
    found = engine.rows(query.limit(1))
    return (found[0][0], found[0][1]) if found else None
