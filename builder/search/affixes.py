"""The rules of each language, in the form that `stems` describes: light, ordered, about the affixes that news uses.

Words arrive folded: lower case, without accents in Latin, Greek and Cyrillic. Three marks live only between rules: ``+``
before a word that lost a verb's prefix, ``-`` and ``=`` before one that lost a noun's.
"""

from __future__ import annotations

_V = "[aeiou]"

# Roots that lose their first letter behind me- and pe-, told apart from roots that begin with the vowel or the nasal.
_M_ROOTS = (
    "(?:ain|akan|akna|alu|asak|asuk|enang|erah|ilik|inat|inta|iskin|odal|odif|odern|onitor|otiv|uat|uda|ulai|ulia|ungkin|"
    "usik|usnah|utu|utas|util|aaf|acet|akmur|eriah|esra|usuh|anfaat|undur|andul|andiri)"
)
_N_ROOTS = "(?:aik|ama|anti|asihat|asional|egosi|ikah|ikmat|ilai|obat|ormal|otif|orak|inja)"
_NY_ROOTS = "(?:ala|aman|anyi|ata|onya)"
_K_ROOTS = (
    "(?:abul|abar|aget|ait|aitan|aji|alah|ampanye|andung|andang|antong|apal|arang|arya|asih|ata|ategori|awal|awin|ebiri|eca|ecam|ecil|ecoh|ecuali|ejar|ejut|elola|eluar|eluh|embali|embang|emas|"
    "empit|emudi|enal|enang|enakan|encang|endali|endara|ental|epung|epul|erah|eras|ering|eroyok|erja|eruk|erut|esan|etahui|etok|etuk|etuai|euntung|ibar|ikis|ikir|"
    "ilap|ira|irim|isah|itar|oar|obar|okoh|olaborasi|oleksi|omando|omentar|ompensasi|ompetisi|omunikasi|ondisi|onfirmasi|onsolidasi|onsultasi|onsumsi|ontrak|ontrol|onversi|oordinasi|"
    "oreksi|orban|orek|orupsi|osong|otor|uasa|uat|uak|ubur|uliah|umpul|umandang|unci|unjung|upas|urang|uras|uras|urung|utip|utuk|ukuh|ucur|ucil)"
)
_R_ROOTS = (
    "(?:agu|aih|akit|ampok|ampas|ancang|antau|ap[aiu]|asa|ata|awat|aya|ebut|eda|edam|ekam|ekrut|encana|endah|endam|esmi|"
    "etas|obek|obohk?|okok|osot|ombak|ubah|uging|undung|usak|usuh|utuk|ugi)"
)
_KEEP_I = (
    "(?:[aeiou]si|[aiu]ti|lai|mai|pai|kai|dai|rai|bai|gai|lari|cari|beri|negeri|menteri|puji|janji|bunyi|nyanyi|cuci|curi|"
    "liti|nanti|bukti|ganti|mandi|henti|rapi|sepi|bagi|pergi|tinggi|rugi|aji|erti|uji)"
)
_KEEP_AN = (
    "(?:tangan|dengan|pangan|ringan|hewan|kawan|lawan|simpan|lapangan|pimpin|intan|awan|badan|bulan|hutan|jalan|makan|"
    "teman|tahan|tuan|iklan|dekan|rekan|korban|beban|harapan)"
)

_INDONESIAN = (
    # -nya
    ("^(?!(?:ber|me|per)?tanya$)(.{3,})nya$", "$1"),
    # me-, with the letter that it swallowed
    ("^memper(?=.{4})", "+"),
    ("^diper(?!iksa|intah|oleh|lu)(?=.{4})", "+"),
    ("^meng(?=[gh])", "+"),
    ("^mengk(?=[lr])", "+k"),
    (f"^meng(?={_K_ROOTS})", "+k"),
    ("^menge(?=(?:bom|cat|cek|tik|pel|rem|tes|lap|sah|gas)(?:kan)?$)", "+"),
    (f"^meng(?={_V}.{{2}})", "+"),
    (f"^meny(?={_NY_ROOTS})", "+ny"),
    ("^meny(?=[aeiou].{2})", "+s"),
    (f"^men(?={_N_ROOTS})", "+n"),
    ("^men(?=(?:[cdjz]|sy|tr|s[aiou])..)", "+"),
    (f"^men(?!teri|it$|ara|u$)(?={_V}.{{3}})", "+t"),
    (f"^mem(?={_M_ROOTS})", "+m"),
    ("^mem(?=[bfv]..|pr)", "+"),
    ("^mempunya(?=i)", "+punya"),
    (f"^mem(?!ori|ang$|o$)(?={_V}.{{3}})", "+p"),
    ("^me(?!reka$|rek$|layu$|lati$|rdeka|war?$|wah$|yakin$|lulu$)(?=[lrwy][aeiou].{2}|n[gy]a|ny)", "+"),
    # di-, ter-, ber-
    (
        "^di(?!skusi|rektu|rekto|gital|nami|plom|stri|skon|sney|sipl|mensi|agno|alog|alek|serta|storsi|kta|lema|nding|abet|skrimi|sabil|versi|sko|vi[sd]|gest|ri$|am$|es|et$)(?=.{4})",
        "+",
    ),
    ("^ber(?!sih|ita|ikan|ikut|ingin|lian|sih|lin$|muda|kah|etta|isik|ani$|as$|anda|edar$)(?=.{4})", "+"),
    ("^be(?=kerja)", "+"),
    ("^bel(?=ajar)", "+"),
    ("^ter(?!bang|bit|minal|oris|itori|jemah|akhir|apeu?|apis|utama|ompet|owong|asi)(?=.{4})", "+"),
    # pe-, the same for nouns; also behind ke-
    ("^peng(?=[gh])", "-"),
    ("^pengk(?=[lr])", "-k"),
    (f"^peng(?={_K_ROOTS})", "-k"),
    ("^penge(?=(?:bom|cat|cek|tes|sah)an)", "-"),
    (f"^peng(?!antin|aruh)(?={_V}.{{2}})", "-"),
    (f"^peny(?={_NY_ROOTS})", "-ny"),
    (f"^peny(?={_V}.{{2}})", "-s"),
    (f"^pen(?={_N_ROOTS})", "-n"),
    ("^pen(?=(?:[cdjz]|sy|tr)..)", "-"),
    (f"^pen(?!a$|is$|alti)(?={_V}.{{3}})", "-t"),
    (f"^pem(?={_M_ROOTS})", "-m"),
    ("^pem(?=[bfv]..|pr)", "-"),
    (f"^pem(?!ilu)(?={_V}.{{3}})", "-p"),
    (f"^pe(?=r{_R_ROOTS})", "-"),
    ("^pel(?=ajar)", "-"),
    (
        "^pe(?!las|lang|luk$|luru|lang?gan$|wang)(?=[lwy][aeiou].{2}|ng[aiueo]|main|nyanyi|serta|juang|tani|tugas|tinju|tenis|dagang|kerja|sepak|balap|mud|mimpin|makai|milih|mukim|mohon|nonton)",
        "-",
    ),
    (
        "^per(?!tama|empu|cuma|sen|nah|caya|iksa|intah|ancis|iode|dana|mana|anc|lu|mata|ang|ak$|i$|oleh|sona|spek|form|kara)(?=.{4})",
        "-",
    ),
    ("^ke(?!ndar|luarga|tua|pala|mudi|camat|luar|kuat|tika|bumi|men|jaksa|jua|pulau|sebe|cual|bijak$)(.{3,})an$", "=$1an"),
    ("^=ber(?=.{4})", "-"),
    ("^=ter(?=.{4})", "-"),
    # -kan, -an, -i
    ("^\\+(.{3,}?)kan$", "-$1"),
    ("^([^-+=].+[^aiueo])kan$", "$1"),
    (
        "^(?!gera|tinda|masa|ceta|temba|paso|leda|teria|desa|tungga|tola|leta|taba|rusa|inja|laca|tumpu|masu|pelu|bentu|liri|ma|bu|i|baha|seba|ketu)([^-+=].{2,})kan$",
        "$1",
    ),
    (f"^(?!.*{_KEEP_I}$)\\+(.{{4,}})i$", "+$1"),
    (f"^(?!.?{_KEEP_AN}$)(.{{4,}})an$", "$1"),
    ("^[-+=]", ""),
)

_ENGLISH = (
    ("^(wom|m)en$", "$1an"),
    ("^(.{2,})ies$", "$1y"),
    ("^(.{2,}(?:s|x|z|ch|sh))es$", "$1"),
    ("^(?!news$|series$|species$)(.{2,}[^suis])s$", "$1"),
    ("^(.{3,})i(?:ed|er|est|ly)$", "$1y"),
    ("^(.*[aeiouy].*)(?:ings?|ed)$", "$1"),
    ("^(.{3,})(?:ations?|ators?)$", "$1at"),
    ("^(.{3,})(?:ments?|ness)$", "$1"),
    ("^(.{4,})(?:ors?|ers?)$", "$1"),
    ("^(.{3,})ly$", "$1"),
    ("^(.{2,})([bdgklmnprt])\\2$", "$1$2"),
    ("^(.{3,})(?:e|y)$", "$1"),
)

_ARABIC = (
    ("^[وف]?(?:[بك]?ال|لل)(?=...)", ""),
    ("^و(?=.{5})", ""),
    ("^(...+?)(?:هما|هم|هن|ها|كم|نا|ات|ون|ين|ان|يه|ه|ي)$", "$1"),
    ("^م(.)ا(.)(.)$", "م$1$2$3"),
)

_PERSIAN = (
    ("^ن?مي(?=...)", ""),
    ("^(..+?)ها(?:ي|يي|يش|يم|يت|يشان)?$", "$1"),
    ("^(....+)ان$", "$1"),
    ("^(...+?)(?:ترين|تر)$", "$1"),
    ("^(...+)ي$", "$1"),
)

_URDU = (
    ("^(..+?)(?:يوں|ياں|ئيں|ؤں|وں|يں)$", "$1"),
    ("^(..+)[اهي]$", "$1"),
)

_HINDI = (
    ("[ङञणनम]्(?=[क-भ])", "ं"),
    ("^(..+?)(?:ियों|ियां|ियाँ|ाओं|ाएं|ुओं|ुएं|ओं|एं|ों|ें|ीं|ां)$", "$1"),
    ("^(..+)[ािीुूेो]$", "$1"),
)

_BENGALI = (
    ("^(..+?)(?:গুলি|গুলো|দের|টি|টা|েরা|রা)(?:র|কে|তে|ে)?$", "$1"),
    ("^(..+?)(?:ের|কে|তে|র|ে)$", "$1"),
)

_RUSSIAN_NOUNS = "иями|ями|ами|иях|ях|ах|иям|ям|ам|ием|ем|ом|ов|ев|ость|ости|остью|ия|ию|ии|ью|ья|ье|ьи|[аяоеиыуюь]"
_RUSSIAN_OTHERS = (
    "еи|ои|ыи|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ыми|ими|ым|им|ую|юю|ых|их|ыть|ыл|ыла|ыло|ыли|ать|ить|ала|али|ило|или|ила"
)
_RUSSIAN = (
    ("^(....+)(?:ся|сь)$", "$1"),
    ("^(...+)ыт(?:ыи|ая|ое|ые|ого|ому|ым|ом|ых|ыми|ие|ия|ию|ии|ием|[аоы])?$", "$1"),
    (f"^(...+?)(?:{_RUSSIAN_NOUNS}|{_RUSSIAN_OTHERS})$", "$1"),
    ("^(....+)н$", "$1"),
)

_TURKISH = (
    ("^(...+?)(?:lari|leri|lar|ler)(?:n?dan|n?den|n?da|n?de|na|ne|ni|nin|in|a|e|i)?$", "$1"),
    ("^(...+?)(?:s?[iu])n(?:dan|den|da|de|a|e|i|u|in|un)$", "$1"),
    ("^(...+?)(?:n[iu]n|[iu]n|[dt][ae]n?|y[aeiu]|s[iu])$", "$1"),
    ("^(...+)[aeiu]$", "$1"),
    ("^(..+)b$", "$1p"),
    ("^(..+)g$", "$1k"),
    ("^(..+)d$", "$1t"),
)

_GERMAN = (
    ("^(...+)(?:innen|in)$", "$1"),
    ("^(...+[bdefghklmnrt])s$", "$1"),
    ("^(...+?)(?:ern|em|er|en|e|n)$", "$1"),
    ("^(...+?)(?:er|en|e)$", "$1"),
)

_FRENCH = (
    ("^(..+)eaux$", "$1eau"),
    ("^(...+)aux$", "$1al"),
    ("^(...+)[sx]$", "$1"),
    ("^(....+?)(?:ement|ation|ateur|atrice|euse|eur|ive|if)$", "$1"),
    ("^(...+?)(?:er|ee|ent|ait|ant)$", "$1"),
    ("^(...+)e$", "$1"),
    ("^(..+)([lnt])\\2$", "$1$2"),
)

_SPANISH = (
    ("^(..+)ces$", "$1z"),
    ("^(...+?[^aeiou])es$", "$1e"),
    ("^(...+)s$", "$1"),
    ("^(...+?)(?:amiento|imiento|acion|ador|mente|ando|iendo|aron|ieron|aba|ad[ao]|id[ao]|[aei]r)$", "$1"),
    ("^(...+)[aeo]$", "$1"),
)

_PORTUGUESE = (
    ("^(..+)oes$", "$1ao"),
    ("^(..+)[ae]is$", "$1al"),
    ("^(..+)ns$", "$1m"),
    ("^(...+?[rz])es$", "$1"),
    *_SPANISH[2:],
)

_ITALIAN = (
    ("^(...+[cg])h[ei]$", "$1"),
    ("^(...+?)(?:azion[ei]|mente|ament[oi]|ando|endo|at[aeio]|it[aeio]|ut[aeio]|[aei]re)$", "$1"),
    ("^(...+)[aeio]$", "$1"),
)

_DUTCH = (
    ("^(...+?)(?:heden|ing|ingen|en|e|s)$", "$1"),
    ("^(..+)([bdfgklmnprst])\\2$", "$1$2"),
    ("^(..+)v$", "$1f"),
    ("^(..+)z$", "$1s"),
    ("([aeou])\\1(?=[^aeiou]$)", "$1"),
)

_SERBIAN = (("^(...+?)(?:ovima|evima|ovi|evi|ima|ama|oga|omu|om|em|og|eg|im|ih|oj|[aeiou])$", "$1"),)

_KOREAN = (
    (
        "^(..+?)(?:에서는|에서도|으로부터|에게서|이라고|에서|에게|까지|부터|으로|라고|처럼|보다|이나|한테|에는|에도|[의은는이가을를에와과도로만])$",
        "$1",
    ),
    ("^(..+)들$", "$1"),
)

_SWAHILI = (
    ("^(?:ni|u|a|tu|m|wa|i|li|ya|ki|vi|zi|ku|ha[mtuw]?[au]?)(?:na|li|ta|me|ku)(?=..+a$)", ""),
    ("^ku(?=...+a$)", ""),
    ("^(...+)wa$", "$1a"),
    ("^mwa(?=...)", "m"),
    ("^wa(?=...)", "m"),
    ("^vi(?=...)", "ki"),
    ("^mi(?=..)", "m"),
    ("^(....+)ni$", "$1"),
)

RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "ar": _ARABIC,
    "bn": _BENGALI,
    "bs": _SERBIAN,
    "de": _GERMAN,
    "en": _ENGLISH,
    "es": _SPANISH,
    "fa": _PERSIAN,
    "fr": _FRENCH,
    "hi": _HINDI,
    "hr": _SERBIAN,
    "id": _INDONESIAN,
    "it": _ITALIAN,
    "ko": _KOREAN,
    "ms": _INDONESIAN,
    "nl": _DUTCH,
    "pt": _PORTUGUESE,
    "ru": _RUSSIAN,
    "sr": _SERBIAN,
    "sw": _SWAHILI,
    "tr": _TURKISH,
    "ur": _URDU,
}
"""Language code → its rules."""
