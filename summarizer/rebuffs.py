"""Rebuffs: the words by which a text lets one speaker turn against what another has just said, without repeating it. Pure.

"The ministry denies this", "The council tells it differently", "That is untrue, said the union", "The mayor gave a higher number". Each
pattern needs a word that points back ("this", "her count", "both statements"): a denial that names its own matter says itself what it
denies.
"""

from __future__ import annotations

import re

_NOUNS = (
    r"(?:claim|figure|number|allegation|accusation|report|assertion|account|charge|suggestion|statement|estimate|total|toll|version|finding"
    r"|rumou?r|count|criticism|explanation|reading)s?|tall(?:y|ies)|stor(?:y|ies)|data|words"
)
_BACK = (
    r"(?:(?:it|this|that|these|those|them|both|all of (?:it|this|that|them))\b(?! \w+ing\b)"
    rf"|(?:the|his|her|their|its|such|these|those|this|that|both|all|[\w’'-]+[’']s)\s+(?:\w+\s+){{0,2}}(?:{_NOUNS})\b)"
)
"""What points back to another's statement."""
_END = (
    r"(?=\s*(?:[.,;:—–!?”\"]|$|\b(?:and|but|saying|putting|insisting|as|on|in|with|too|also|aside|off|entirely|outright|flatly|when|yesterday"
    r"|late|last|\w+day)\b))"
)
_VERBS = (
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:e|es|ed)|contest(?:s|ed)?|contradict(?:s|ed)?|dismiss(?:es|ed)?|rebut(?:s|ted)?"
    r"|refut(?:es?|ed)|repudiat(?:es?|ed))"
)
_NOT_SO = (
    r"(?:untrue|not true|false|wrong|nonsense|hogwash|rubbish|not so|not the case|incorrect|a lie|a fabrication|an invention"
    r"|a fairy[- ]tale|fabricated|invented|baseless|unfounded|groundless|absurd)"
)
_DENIAL = re.compile(
    rf"\b{_VERBS}\s+{_BACK}{_END}"
    rf"|\b(?:does|do|did)(?:n[’']t| not) (?:accept|buy|believe|recogni[sz]e|share|agree with)\s+{_BACK}"
    rf"|\b(?:brush|wav|laugh|shrug)(?:s|es|ed)\s+(?:{_BACK}\s+(?:aside|off|away)|(?:aside|off|away)\s+{_BACK}{_END})"
    rf"|\b(?:scoff(?:s|ed)? at|holds? (?:this )?against|t(?:akes?|ook) issue with)\s+{_BACK}"
    rf"|\b(?:that|this|it)(?: is| was|[’']s)(?: \w+)? {_NOT_SO}\b"
    rf"|\bcall(?:s|ed)? {_BACK}[^.;]{{0,20}}? [“\"‘]?{_NOT_SO}\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"\b(?:gives?|gave|has|had|have|tells?|told|hears?|heard|sings?|paints?|painted|offer\w*|spread(?:s|ing)?)\s+(?:\w+\s){0,2}?"
    r"(?:another|(?:quite |very |rather )?(?:an? )?(?:\w+ )?(?:different|other|conflicting|opposite))\s+"
    r"(?:account|story|version|picture|tune|figure|number|reason|explanation)s?\b"
    r"|\b(?:tells?|told|describ\w+|sees?|saw|puts?|remember\w*|recall\w*)\s+(?:it|this|that|things|the \w+)\s+(?:quite |very |rather )?"
    r"(?:differently|otherwise|the other way (?:a)?round)\b"
    r"|\btell that to\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?:gave|gives?|puts?|counted|counts|cited|cites|reported|reports) (?:an?|the|their|its|his|her)(?: \w+){0,2} "
    r"(?:(?:much|far|slightly|considerably) )?(?:higher|lower|larger|smaller|greater)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(?:count|total|figure|number|toll|estimate|data|tall(?:y|ies))s?\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:both|all|these|those|them|allegations|accusations|claims|statements|charges|reports|assertions|accounts)\b", re.IGNORECASE
)
_NUMBER = (
    r"(?:[“\"£$€]*\d|(?:about|around|nearly|close|closer|roughly|only|just|fewer|less|more|at least|no more|between|some|up)\b"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|half"
    r"|a (?:third|quarter|hundred|thousand))\b)"
)
_MEASURES = r"(?:figure|number|total|cost|toll|loss|count|tally|estimate|share|price|sum|deficit|turnout|crowd|size|rate|register|list)"
_GIVES = r"(?:put(?:s|ting)?|count(?:s|ed)?|estimat(?:es|ed)|gives?|gave|corrected|raised|lowered|revised)"
_RESTATES = re.compile(
    rf"\b{_GIVES}\s+(?:it|them|this|that|(?:the|its|their|his|her|[\w’'-]+[’']s) (?:[\w-]+ ){{0,3}}{_MEASURES}\b[^.;:]{{0,40}}?) "
    rf"(?:at|as|to) {_NUMBER}"
    rf"|\barriv(?:es|ed) at {_NUMBER}|\bthe \w+ at {_NUMBER}"
    rf"|\b(?:the|its|their|his|her)(?: (?:true|real|actual|correct|present|right|own|total|overall))* {_MEASURES}\b[^.;:]{{0,50}}? "
    rf"(?:is|was|were|are|stands?|stood|holds?|held|shows?|showed|gives|gave) {_NUMBER}"
    r"|\b(?:in|during|over) (?:the same|that) (?:time|period|months?|weeks?|years?)\b"
    r"|\bby (?:its|their|his|her) (?:own )?(?:count|reckoning|tally)\b|\bclosers? to\b|\bnot even \d",
    re.IGNORECASE,
)
_STATES = re.compile(rf"\b{_GIVES}\b[^.;:]{{0,60}}?\b(?:at|as|to) {_NUMBER}", re.IGNORECASE)
_ANSWERS = re.compile(r"\b(?:repl(?:y|ies|ied)|retort(?:s|ed)?|counter(?:s|ed)|hit back|insist(?:s|ed)?|object(?:s|ed))\b", re.IGNORECASE)


def rebuffs(words: str) -> bool:
    """Whether the words between two statements say that the second speaker denies the first or tells it differently."""
    return _DENIAL.search(words) is not None or _OTHERWISE.search(words) is not None


def measures_otherwise(words: str) -> bool:
    """Whether they say that the second gives a higher or lower figure."""
    return _MEASURE.search(words) is not None


def answers(words: str) -> bool:
    """Whether the second is said to reply or insist."""
    return _ANSWERS.search(words) is not None


def restates(words: str) -> bool:
    """Whether a statement gives a figure as that of something spoken of before: "puts it at 2,500", "the true number is closer to"."""
    return _RESTATES.search(words) is not None


def states(words: str) -> bool:
    """Whether a statement puts a figure to something that it names: "puts the jobs lost in bottling at 212"."""
    return _STATES.search(words) is not None


def about_figures(words: str) -> bool:
    """Whether what is denied or told differently is a figure: "does not accept her count", "is spreading other figures"."""
    return any(_FIGURES.search(m[0]) for pattern in (_DENIAL, _OTHERWISE) for m in pattern.finditer(words))


def several(words: str) -> bool:
    """Whether what is denied is more than one statement: "both statements", "the allegations"."""
    return _SEVERAL.search(words) is not None
