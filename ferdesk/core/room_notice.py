"""The notice for the people in view, in English and Indonesian on one page. Pure functions.

It is made of what is really set, so that it cannot promise what does not hold. Both languages stand on it whatever the
window's own language is: it is for others than the one who runs ferdesk.
"""

from dataclasses import dataclass
from html import escape
from typing import Final

from ferdesk.core.policy import Policy
from ferdesk.core.room import RoomSettings

_STYLE: Final = (
    "body { font: 16px/1.5 sans-serif; max-width: 800px; margin: 2em auto; padding: 0 1em }"
    " body { color: #111; background: #fff }"
    " h1 { font-size: 26px; margin-bottom: 0 } h2 { font-size: 19px; margin-bottom: 2px } p, ul { margin-top: 4px }"
    " hr { margin: 2em 0 } @media print { hr { page-break-after: always; visibility: hidden } }"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The notice in one language; `{...}` are filled in."""

    language: str
    title: str
    computed: str
    computed_list: tuple[str, ...]
    expressions: str
    no_expressions: str
    never: str
    never_list: tuple[str, ...]
    accuracy: str
    run: str
    nobody: str
    stored: str
    stored_text: str
    object_: str
    object_text: str


_ENGLISH: Final = _Words(
    language="en",
    title="A camera looks at this room as a group",
    computed="What is computed",
    computed_list=(
        "How many faces are visible, and how many of the {expected} expected people that is.",
        "What share of the group has its head turned to the front, and how much the group moves.",
        "Only over windows of at least {window} seconds, and only with at least {k} faces. Else nothing is shown.",
    ),
    expressions="The mix of facial expressions of the whole group. What a face shows is not what a person feels.",
    no_expressions="Expressions and emotions are not analysed.",
    never="What is not",
    never_list=(
        "Nobody is recognised, named, numbered, ranked or graded. There are no values of single people.",
        "No picture and no sound is recorded, and nothing is sent over a network.",
        "Nothing is decided about anybody because of it.",
    ),
    accuracy="The figures are estimates with errors. They do not show who understands, is interested or learns.",
    run="Who runs it",
    nobody="(name and contact of the person responsible)",
    stored="What is stored",
    stored_text="Nothing, unless the operator saves a session: then group figures, deleted after {days} days.",
    object_="How to object",
    object_text="Tell the person named above, at any time and without giving reasons. Your place is then covered by a"
    " mask before anything is analysed, or the analysis is stopped. It has no disadvantages for you.",
)

_INDONESIAN: Final = _Words(
    language="id",
    title="Kamera mengamati ruangan ini sebagai kelompok",
    computed="Apa yang dihitung",
    computed_list=(
        "Berapa wajah yang terlihat, dan berapa bagian dari {expected} orang yang diharapkan.",
        "Berapa bagian kelompok yang kepalanya menghadap ke depan, dan seberapa banyak kelompok bergerak.",
        "Hanya untuk rentang sedikitnya {window} detik dan sedikitnya {k} wajah. Jika kurang, tidak ada yang tampil.",
    ),
    expressions="Campuran ekspresi wajah seluruh kelompok. Yang tampak di wajah bukanlah yang dirasakan seseorang.",
    no_expressions="Ekspresi dan emosi tidak dianalisis.",
    never="Apa yang tidak dilakukan",
    never_list=(
        "Tidak ada yang dikenali, dinamai, diberi nomor, diperingkat, atau dinilai. Tidak ada nilai perorangan.",
        "Tidak ada gambar atau suara yang direkam, dan tidak ada yang dikirim lewat jaringan.",
        "Tidak ada keputusan tentang siapa pun yang diambil karenanya.",
    ),
    accuracy="Angka-angka ini adalah perkiraan yang dapat keliru. Angka ini tidak menunjukkan siapa yang paham,"
    " tertarik, atau belajar.",
    run="Siapa yang menjalankannya",
    nobody="(nama dan kontak penanggung jawab)",
    stored="Apa yang disimpan",
    stored_text="Tidak ada, kecuali operator menyimpan sebuah sesi: hanya angka kelompok per rentang waktu, dihapus"
    " setelah {days} hari.",
    object_="Cara menyatakan keberatan",
    object_text="Sampaikan kapan saja kepada orang yang disebut di atas, tanpa perlu memberi alasan. Tempat Anda lalu"
    " ditutup dengan topeng sebelum apa pun dianalisis, atau analisis dihentikan. Tidak ada kerugian bagi Anda.",
)


def notice_page(settings: RoomSettings, policy: Policy, operator: str, days: int) -> str:
    """One HTML page without anything from outside, to be shown or printed.

    Args:
        settings, policy: In force.
        operator: Name and contact of who runs it, as written; may be empty.
        days: After which saved sessions are deleted.
    """
    facts = {
        "expected": settings.expected,
        "window": f"{settings.window_s:g}",
        "k": settings.least_faces,
        "days": days,
    }
    parts = [_part(words, facts, policy, operator) for words in (_ENGLISH, _INDONESIAN)]
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{_ENGLISH.title} / {_INDONESIAN.title}</title><style>{_STYLE}</style></head>"
        f"<body>{'<hr>'.join(parts)}</body></html>\n"
    )


def _part(words: _Words, facts: dict[str, object], policy: Policy, operator: str) -> str:
    expressions = words.expressions if policy.expressions_allowed else words.no_expressions
    computed = [line.format(**facts) for line in (*words.computed_list, expressions)]
    return (
        f'<div lang="{words.language}"><h1>{words.title}</h1><h2>{words.computed}</h2>{_list(computed)}'
        f"<h2>{words.never}</h2>{_list(words.never_list)}<p>{words.accuracy}</p>"
        f"<h2>{words.run}</h2><p>{escape(operator.strip() or words.nobody)}</p>"
        f"<h2>{words.stored}</h2><p>{words.stored_text.format(**facts)}</p>"
        f"<h2>{words.object_}</h2><p>{words.object_text}</p></div>"
    )


def _list(lines: tuple[str, ...] | list[str]) -> str:
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
