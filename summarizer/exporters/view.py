"""Builds the view of a report: the numbering of claims, the words that readers see, the cutting of snippets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from textwrap import shorten
from urllib.parse import urlsplit

from summarizer.exporters.base import (
    ClaimView,
    DroppedView,
    EvidenceView,
    LineView,
    LoadedGroup,
    LoadedView,
    QuoteView,
    SpeakerView,
    Standing,
    View,
)
from summarizer.records import (
    Article,
    Claim,
    Dropped,
    Evidence,
    Headline,
    LedgerRow,
    Loaded,
    Notice,
    Report,
    Run,
    Span,
    Speaker,
    Status,
    Summary,
    Verdict,
)

OWN_VOICE = "the article's own voice"
ARROW = "<-"
CAVEAT = "What this does not tell you: what is true. It shows who says what, and who backs it."
NONE_GIVEN = "No other documents were given, so a status tells nothing about what other outlets report."
NOTHING_FOUND = "Nothing that bears on the claims was found in the other documents, so each status rests on this article alone."
BAR = 10
"""Characters in the bar of the speaker with the most claims."""

_REACH = 34
_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
# C0 and C1 but for what counts as a blank, bidirectional overrides, lone surrogates, invisible format and tag characters.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff"
    "\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
MOST_DROPPED = 4
_DROPPED_WIDTH = 160
_BLANKS = re.compile(r"\s+")
_STATUS: dict[Status | None, tuple[str, str]] = {
    "corroborated": ("●", "corroborated"),
    "single-source": ("◐", "single-source"),
    "unsourced": ("○", "unsourced"),
    "disputed": ("≠", "disputed"),
    "contradicted": ("✕", "contradicted by a source"),
    "not-checkable": ("–", "not checkable"),
    None: ("?", "not judged"),
}


def clean(text: str) -> str:
    """`text` on one line and safe to show.

    Runs of blanks and line ends become one blank, invisible joiners go, and each run of control characters (escape codes, direction
    overrides, tag characters) becomes one visible "�".
    """
    return visible(text).strip()


def chain(sources: Sequence[Speaker]) -> tuple[str, ...]:
    """The links of a chain as "name (kind)", nearest speaker first; the article's own voice where there is none."""
    return tuple(f"{clean(s.name) or 'no name'} ({s.kind})" for s in sources) or (OWN_VOICE,)


def standing(status: Status | None) -> Standing:
    """How a status is shown to readers."""
    return Standing(status, *_STATUS[status])


def stance(evidence: Evidence, verdict: Verdict | None) -> str:
    """How evidence stands to its claim; what differs from a claim that is not disputed is another figure by the claim's own origin."""
    settled = verdict is not None and verdict.status in ("corroborated", "single-source", "unsourced")
    return "updates" if evidence.stance == "opposes" and settled else evidence.stance


def view(report: Report) -> View:
    """The view of a report."""
    article, bias = report.article, report.bias
    numbers = {c.id: str(n) for n, c in enumerate(report.claims, 1)}
    verdicts = {v.claim_id: v for v in report.verdicts}
    dropped = tuple(refused(d, _marks(d.claim_ids, numbers)) for d in report.summary.dropped[:MOST_DROPPED])
    return View(
        title=clean(article.title or "") or "Untitled article",
        byline=" · ".join(filter(None, (clean(x or "") for x in (article.outlet, article.date, article.url)))),
        notices=tuple(_notice(n) for n in report.notices),
        lines=tuple(LineView(clean(x.text), _marks(x.claim_ids, numbers)) for x in report.summary.lines),
        written=written(report.summary),
        dropped=dropped,
        tally=_tally(report.claims, verdicts),
        coverage=_coverage(report),
        claims=tuple(_claim(n, c, verdicts.get(c.id)) for n, c in enumerate(report.claims, 1)),
        evidence=_evidence(report, verdicts),
        speakers=_speakers(bias.ledger),
        silent=f"Named, but not heard: {_list(bias.silent)}." if bias.silent else "No side was found that is named but not heard.",
        shares=_shares(report),
        headline=_headline(article, bias.headline, numbers),
        loaded=_loaded(report),
        footer=footer(report.run),
    )


def refused(line: Dropped, marks: str) -> DroppedView:
    """A refused line, cut to a readable length; of one that is not worth reading, that there was one."""
    return DroppedView(shorten(clean(line.text) or "(it broke off)", _DROPPED_WIDTH, placeholder=" …"), marks, _list(line.failed))


def visible(text: str) -> str:
    """As `clean`, but a blank at either end stays: for a piece of a sentence."""
    return _BLANKS.sub(" ", _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _HIDDEN.sub("", text)))


def places(report: Report) -> dict[str, str]:
    """Where each document was published, as "outlet, date"; its title or id where neither is known."""
    return {d.id: _list(x for x in (d.outlet, d.date) if x) or clean(d.title or d.id) for d in report.documents}


def web(url: str | None) -> str | None:
    """`url` if it is an address of the web that may become a link; null for any other scheme."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if url and parts.scheme in ("http", "https") and parts.hostname and url.isprintable() and " " not in url else None


def _list(items: Iterable[str]) -> str:
    return ", ".join(filter(None, map(clean, items)))


def count(number: int, noun: str) -> str:
    """A number of things: "1 line", "3 lines"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _marks(claim_ids: Sequence[str], numbers: dict[str, str]) -> str:
    # An id that no claim has is shown as it is: hiding it would make the line look better founded than it is.
    return f"[{','.join(numbers.get(i) or clean(i) for i in claim_ids)}]" if claim_ids else "[no claim]"


def _notice(notice: Notice) -> str:
    return f"{clean(notice.kind)}: {clean(notice.message)}"


def written(summary: Summary) -> tuple[str, ...]:
    """How many lines of a summary were written by whom, what was kept although it failed, and how many wordings were refused."""
    total, rule = len(summary.lines), sum(x.written_by == "rule" for x in summary.lines)
    parts = [f"{total - rule} written by the model and checked"] if total > rule else []
    parts += [f"{rule} made by rule"] if rule else []
    first = f"{count(total, 'line')}: {', '.join(parts)}." if total else "No line could be made."
    if summary.dropped:
        more = len(summary.dropped) - MOST_DROPPED
        note = f" ({more} of them shown in the JSON report only)" if more > 0 else ""
        first += f" {count(len(summary.dropped), 'wording')} dropped{note}:"
    kept = ((n, [k for k, passed in x.checks.items() if not passed]) for n, x in enumerate(summary.lines, 1))
    return (*(f"Line {n} was kept although it failed: {_list(failed)}." for n, failed in kept if failed), first)


def _tally(claims: Sequence[Claim], verdicts: dict[str, Verdict]) -> str:
    counts = Counter(v.status if (v := verdicts.get(c.id)) else None for c in claims)
    parts = (f"{counts[s]} {words}" for s, (_, words) in _STATUS.items() if counts[s])
    return f"{count(len(claims), 'claim')}: {', '.join(parts)}." if claims else "No claim was found."


def _coverage(report: Report) -> str:
    if not report.documents:
        nothing = any(n.kind == "evidence" for n in report.notices)
        return NOTHING_FOUND if nothing else NONE_GIVEN
    bearing = len({e.document_id for e in report.evidence} & {d.id for d in report.documents})
    read = f"{count(len(report.documents), 'other document')} read: {'; '.join(places(report).values())}."
    return f"{read} {bearing or 'None'} of them {'bears' if bearing == 1 else 'bear'} on a claim."


def _claim(number: int, claim: Claim, verdict: Verdict | None) -> ClaimView:
    status, why = (verdict.status, clean(verdict.reason)) if verdict else (None, "no verdict was given")
    return ClaimView(number, clean(claim.text), chain(claim.sources), standing(status), why)


def _evidence(report: Report, verdicts: dict[str, Verdict]) -> tuple[EvidenceView, ...]:
    published = places(report)
    groups = []
    for number, claim in enumerate(report.claims, 1):
        verdict = verdicts.get(claim.id)
        ids = verdict.evidence_ids if verdict else ()
        status = verdict.status if verdict else None
        found = [e for e in report.evidence if e.id in ids or e.claim_id == claim.id]
        if status not in ("disputed", "contradicted", "corroborated"):
            found = [e for e in found if e.stance != "supports"]
        if found:
            quotes = (_quote(e, verdict, published) for e in found if not _repeats(e, claim.quote))
            groups.append(EvidenceView(number, standing(status), (_own_quote(claim), *quotes)))
    return tuple(groups)


def _repeats(evidence: Evidence, quote: Span) -> bool:
    return evidence.document_id is None and evidence.quote == quote


def _own_quote(claim: Claim) -> QuoteView:
    return QuoteView("claim", clean(claim.quote.text), f" {ARROW} ".join(chain(claim.sources)), "this article")


def _quote(evidence: Evidence, verdict: Verdict | None, places: dict[str, str]) -> QuoteView:
    where = places.get(evidence.document_id, clean(evidence.document_id)) if evidence.document_id is not None else "this article"
    own = OWN_VOICE if evidence.document_id is None else "its own voice"
    who = f" {ARROW} ".join(chain(evidence.sources)) if evidence.sources else own
    return QuoteView(stance(evidence, verdict), clean(evidence.quote.text), who, where)


def _speakers(ledger: Sequence[LedgerRow]) -> tuple[SpeakerView, ...]:
    most = max((row.claims for row in ledger), default=0)
    return tuple(
        SpeakerView(
            who=f"{clean(row.source) or 'no name'} ({row.kind})" if row.kind else OWN_VOICE,
            claims=row.claims,
            bar="█" * max(1, round(BAR * row.claims / most)) if row.claims > 0 else "",
            words=row.words,
            first=f"{row.first_position:.0%}",
            cues=_list(row.cues),
        )
        for row in ledger
    )


def _shares(report: Report) -> tuple[str, ...]:
    total, shares = len(report.claims), report.bias.shares
    pairs = (("Claims in the article's own voice", shares.unattributed), ("Claims by unnamed sources", shares.anonymous))
    return tuple(f"{label}: {share:.0%} ({round(share * total)} of {total})" for label, share in pairs)


def _headline(article: Article, headline: Headline, numbers: dict[str, str]) -> tuple[str, tuple[LoadedView, ...]] | None:
    if not article.title:
        return None
    title = clean(article.title)
    text = f"“{title}”: no single claim was found that says the same in like words."
    if headline.supported_by:
        found = ", ".join(numbers.get(i) or clean(i) for i in headline.supported_by)
        noun = "claim" if len(headline.supported_by) == 1 else "claims"
        text = f"“{title}”: borne out by {noun} {found}; best status: {standing(headline.status).words}."
    text += "".join(f" More than the text: “{clean(more.text)}”, {clean(more.reason)}." for more in headline.beyond)
    return text, tuple(_in_context(x, article.title, Span(start=0, end=len(article.title), text=article.title)) for x in headline.loaded)


def _loaded(report: Report) -> tuple[LoadedGroup, ...]:
    rates, text = report.bias.loaded_per_100_words, report.article.text
    groups = []
    for voice, label, rate in (("author", "the article's own voice", rates.author), ("quoted", "quoted voices", rates.quoted)):
        found = [x for x in report.bias.loaded if x.voice == voice]
        words = tuple(_in_context(x, text, _sentence_around(x, report)) for x in found)
        groups.append(LoadedGroup(f"Loaded in {label}: {len(found)} ({rate:.1f} per 100 words)", words))
    return tuple(groups)


def _sentence_around(loaded: Loaded, report: Report) -> Span:
    text = report.article.text
    for s in report.sentences:
        if s.start <= loaded.start < s.end:
            return Span(start=s.start, end=max(s.end, loaded.end), text=text[s.start : max(s.end, loaded.end)])
    return Span(start=loaded.start, end=loaded.end, text=loaded.text)


def _in_context(loaded: Loaded, text: str, around: Span) -> LoadedView:
    before, after = visible(text[around.start : loaded.start]).lstrip(), visible(text[loaded.end : around.end]).rstrip()
    if len(before) > _REACH:
        before = "… " + before[-_REACH:].partition(" ")[2]
    if len(after) > _REACH:
        after = after[:_REACH].rpartition(" ")[0] + " …"
    return LoadedView(before, clean(loaded.text), after, loaded.kind, _neutral(loaded), clean(loaded.reason))


def _neutral(loaded: Loaded) -> str:
    options = [f"“{clean(n)}”" if clean(n) else "drop it" for n in loaded.neutral]
    return f"neutral: {' or '.join(options)}" if options else "no neutral wording"


def footer(run: Run) -> tuple[str, ...]:
    """What a report cannot tell, and how it was made."""
    unjudged = f"{count(run.unjudged, 'item')} could not be judged" if run.unjudged else "nothing was left unjudged"
    made = (f"model {clean(run.model)}", f"version {clean(run.version)}", f"{sum(run.seconds.values()):.1f} s", unjudged)
    return (CAVEAT, " · ".join(made), f"prompts: {_list(sorted(run.prompts)) or 'none'}")
