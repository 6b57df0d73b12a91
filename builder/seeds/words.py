"""Words of many languages that seeds hold around their text: the one place to add to for a new language."""

from __future__ import annotations

SITE_NAMES = ("Pars Today", "ParsToday", "پارس‌تودی", "پارس تودی", "پارس ٹوڈے", "بارس تودي", "পার্সটুডে", "पार्स टुडे", "Парс Тудей")
"""Names of sites that stand alone on a line above a title."""

LANGUAGES = frozenset(
    """
    af am ar as az be bg bn bs ca ckb cs cy da de el en eo es et eu fa fi fil fr ga gl gu ha he hi hr hu hy id is it ja ka kk km
    kn ko ku ky lo lt lv mk ml mn mr ms my nb ne nl nn no or pa pl ps pt ro ru rw sd si sk sl so sq sr sv sw ta te tg th tk tl tr
    ug uk ur uz vi yo zh zu
    """.split()  # noqa: SIM905 - a table of words reads better as words
)
"""Languages of newspapers, by their codes: those whose month names are known, and that an address may name."""

MONTHS = {
    "bn": {"জানুয়ারি": 1, "ফেব্রুয়ারি": 2, "আগস্ট": 8},
    "de": {"Mrz": 3, "Jänner": 1, "Feber": 2},
    "fa": {"می": 5, "جولای": 7, "آگوست": 8},
    "ckb": {"تەمموز": 7, "ئەیلول": 9},
    "he": {  # with "in", as dates have it
        "בינואר": 1,
        "בפברואר": 2,
        "במרץ": 3,
        "באפריל": 4,
        "במאי": 5,
        "ביוני": 6,
        "ביולי": 7,
        "באוגוסט": 8,
        "בספטמבר": 9,
        "באוקטובר": 10,
        "בנובמבר": 11,
        "בדצמבר": 12,
    },
    "hi": {"अक्टूबर": 10, "सितम्बर": 9, "नवम्बर": 11, "दिसम्बर": 12},
    "id": {"Peb": 2, "Pebruari": 2, "Agt": 8, "Agust": 8, "Agts": 8, "Sept": 9, "Nop": 11, "Nopember": 11},
    "tr": {"Eyl": 9, "Ağu": 8},
}
"""Month names that papers use and CLDR does not list, by language."""

TAG_LABELS = frozenset(
    (
        *(
            "tags",
            "tag",
            "tagovi",
            "etiketler",
            "etiketter",
            "etiketlar",
            "teqlər",
            "etiketat",
            "etiketa",
            "schlagwörter",
            "lebo",
        ),
        *("mots-clés", "etiquetas", "etichette", "теги", "тэги", "метки", "ознаке", "тагови", "թեգեր", "պիտակներ"),
        *("ٹیگس", "ٹیگز", "برچسب‌ها", "برچسب ها", "برچسبها", "تگ‌ها", "الوسوم", "وسوم", "الكلمات المفتاحية", "الكلمات الدلالية"),
        *("ট্যাগ", "ট্যাগস", "टैग", "टैग्स", "ป้ายกำกับ", "แท็ก", "标签", "標籤", "タグ", "태그"),
    )
)
"""What heads a list of tags on a page, in lower case."""

HONORIFICS = frozenset(
    ("as", "aas", "ra", "rah", "rh", "saw", "swt", "sws", "sa", "sas", "qs", "ws", "رض", "عج", "قدس", "رح", "ره", "সা", "রা", "св")
)
"""Letters in brackets that honour a person and sign nothing, in lower case."""

DATE_LABELS = (
    *(
        "published(?: on| at)?",
        "posted(?: on)?",
        "date",
        "diterbitkan",
        "dipublikasikan",
        "tanggal",
        "publié le",
        "date de publication",
    ),
    *(
        "veröffentlicht(?: am)?",
        "publicado(?: el| em)?",
        "fecha",
        "data",
        "pubblicato(?: il)?",
        "yayınlanma(?: tarihi)?",
        "tarih",
    ),
    *("опубликовано", "дата(?: публикации)?", "تاریخ(?: انتشار)?", "تاريخ(?: النشر)?", "প্রকাশিত", "प्रकाशित", "发布时间", "発表日"),
    *("เผยแพร่(?:เมื่อ)?", "วัน[\u0e00-\u0e7f]*ที่", "(?:기사)?입력", "등록"),
)
"""What leads up to the date of publication on its line, in any case; patterns."""

UPDATE_LABELS = (
    *(
        "(?:last )?updated(?: on| at)?",
        "(?:last )?modified(?: on| at)?",
        "diperbarui",
        "mis à jour(?: le)?",
        "aktualisiert(?: am)?",
    ),
    *("actualizado(?: el)?", "atualizado(?: em)?", "aggiornato(?: il)?", "güncelle(?:me|nme)(?: tarihi)?", "обновлено"),
    *("به‌روزرسانی", "تحديث", "更新(?:时间)?", "最終更新", "수정", "แก้ไข(?:ล่าสุด)?"),
)
"""What leads up to the date of a later change, which is never taken for that of publication, in any case; patterns."""

AT = ("at", "à", "um", "alle", "a las", "às", "pukul", "jam", "в", "о", "kl\\.", "เวลา")
"""What stands between a day and a time of day, in any case; patterns."""

HOURS = ("Uhr", "h", "น")
"""What stands behind a time of day and is no zone."""

BYLINES = ("By", "Oleh", "Penulis", "Reporter", "Author", "Autor", "Von", "Par", "Por", "Автор", "بقلم")
"""What a line begins with that names the writer."""
