"""Lists of words by language, written for this program. More languages, and more words, make better tags: add them here."""

from __future__ import annotations

import re

# Languages whose scripts have no capitals.
UNCASED = frozenset(
    re.findall(r"\w+", "am ar as bn bo ckb dv fa gu he hi ja ka km kn ko lo ml mr my ne or pa ps sa si ta te th ti ug ur yi zh")
)

# Words before a name that say what somebody is; a name is what is left without them.
ROLES = {
    "id": """pendiri kelompok presiden wakil ketua menteri gubernur bupati walikota wali kota direktur sekretaris jenderal
        kepala komisaris juru bicara penjabat utama umum luar dalam negeri perdana mantan pejabat anggota
        kolonel letnan mayor kapten komandan panglima kapolri kapolda kapolres profesor prof dokter dr ir drs h
        hj haji pak bu bapak ibu saudara pakar pengamat analis peneliti youtuber ilusionis komedian presenter
        aktor aktris artis penyanyi pelatih pemain striker bek kiper gelandang kapten manajer rektor dekan hakim
        jaksa raja ratu pangeran putri sultan duta besar utusan khusus deputi staf ahli sekjen dirut plt wapres
        menlu menko menkeu mendag menhub ketum waketum politisi politikus akp kompol ipda iptu aiptu bripka
        brigadir kombes ajun inspektur ceo""",
    "ms": "presiden timbalan menteri perdana ketua pengarah setiausaha pengerusi encik puan datuk tan sri dr prof profesor",
    "en": """students president vice prime minister foreign secretary general chairman chairwoman director mayor governor
        senator mr mrs ms miss dr prof professor sir lord lady dame king queen prince princess captain colonel
        major sergeant judge chief former acting deputy head coach spokesman spokeswoman spokesperson""",
    "de": """direktor direktorin präsident präsidentin minister ministerin kanzler kanzlerin herr frau dr prof professor
        bürgermeister bürgermeisterin""",
    "es": "presidente presidenta ministro ministra señor señora don doña dr dra alcalde alcaldesa profesor profesora",
    "fr": "président présidente ministre monsieur madame m mme dr maire professeur professeure",
    "tr": "cumhurbaşkanı başkan başkanı bakan bakanı profesör prof dr doç belediye müdür müdürü",
    "ru": "президент министр премьер глава директор профессор доктор господин госпожа мэр губернатор",
    "sw": "rais waziri mkuu bwana bi mheshimiwa profesa dk dkt",
}

# Newspapers' own common words, which lists of stop words do not have.
COMMON = {
    "id": """mengatakan kata ujar menurut tutur ungkap jelas tambah lanjut imbuh sebut menyebut tersebut tahun bulan hari
        minggu pekan jam pukul wib orang warga kali pihak hal saat kini baru lalu kemarin besok pagi siang sore
        malam kabar berita foto video detik kompas tempo antara baca juga halaman simak selain sementara
        sedangkan namun meski meskipun kendati berdasarkan terkait mengacu sebelumnya selanjutnya kemudian
        akhirnya nantinya pasalnya sayangnya diketahui diberitakan dilansir dikutip adapun lebih kurang sekitar
        juta ribu miliar triliun persen rupiah nomor no kedua pertama ketiga salah satu beberapa banyak semua
        seluruh setiap para anda kita kami saya dia ia mereka dirinya beliau nya pun begitu demikian sehingga
        agar jika bila karena oleh tanpa hingga sampai antara apa siapa bagaimana mengapa kenapa mana kapan ini
        itu di ke dari untuk dengan pada yang dan atau tapi tetapi tidak bukan belum sudah akan masih bisa dapat
        harus ada adalah menjadi merupakan membuat melakukan mendapat memiliki memberikan cara tempat senilai
        hasil alasan pihaknya pasal ayat uu pemerintah polisi tim grup laga kabupaten provinsi kecamatan desa
        kelurahan kawasan pt cv tbk usd kg km wib wita wit mulai bareng setuju poin korban pimpinan rencana sang
        jarak oknum seberat sosok pria wanita lokasi kondisi masalah acara bagian jumlah sh mh mm se""",
    "en": """said says say told according year years month week day today yesterday tomorrow monday news report reports
        people new photo video read more also however meanwhile while the a an this that these those it he she
        they we i in on at by for from with and but or if when where who what why how after before during since
        until percent million billion one two three first second last next""",
}

# Words inside names that are no names themselves, in any language, and in some.
PARTICLES = [
    "bin",
    "binti",
    "ibn",
    "ben",
    "abu",
    "al",
    "el",
    "van",
    "von",
    "der",
    "den",
    "ter",
    "de",
    "del",
    "dos",
    "du",
    "af",
    "av",
]
MORE_PARTICLES = {
    "en": ["of", "of the"],
    "es": ["de la", "de los", "la", "y"],
    "fr": ["de la", "des", "la"],
    "pt": ["da", "do", "das"],
    "it": ["di", "della", "da"],
    "nl": ["van de", "van der"],
}

# What is hung on a name with an apostrophe, and is no part of it.
HUNG_ON = {"en": re.compile(r"['’]s?$"), "tr": re.compile(r"['’]\w+$"), "az": re.compile(r"['’]\w+$")}

# Words that stand before a country's name in its full name.
POLITY = frozenset(
    re.findall(
        r"\w+",
        """republik islam federasi kerajaan negara republic of the islamic kingdom state federal república islámica reino
        république royaume bundesrepublik""",
    )
)

# Short forms that CLDR does not have, of names that it has.
SHORT = {
    "id": {
        "AS": "US",
        "RI": "ID",
        "Amerika": "US",
        "Korsel": "KR",
        "Korut": "KP",
        "Inggris": "GB",
        "Tiongkok": "CN",
        "China": "CN",
    },
    "en": {"US": "US", "USA": "US", "UK": "GB", "Britain": "GB", "UAE": "AE"},
    "de": {"USA": "US", "Großbritannien": "GB"},
    "es": {"EEUU": "US", "EE.UU": "US"},
    "ru": {"США": "US", "РФ": "RU"},
    "fa": {"آمریکا": "US", "امریکا": "US", "انگلیس": "GB"},
    "ar": {"أمريكا": "US", "أميركا": "US", "بريطانيا": "GB"},
    "ja": {"米国": "US", "アメリカ": "US", "英国": "GB"},
    "zh": {"英国": "GB", "俄国": "RU"},
}

# Words that begin the name of a body or a place: what follows is a name of its own ("Universitas Selindra", "Selindra").
HEADS = frozenset(
    re.findall(
        r"\w+",
        """universitas institut sekolah stasiun bandara pelabuhan pasar rumah masjid gereja jalan jembatan gunung sungai
        pulau teluk pantai danau kota kabupaten provinsi kecamatan desa kampung taman stadion lapangan gedung
        museum perpustakaan bank kementerian dinas badan dewan komisi komite partai fraksi polda polres polsek
        polresta kantor kantah timnas tim klub liga piala festival lembaga yayasan asosiasi forum persatuan
        perusahaan grup direktorat pemerintah pemkot pemprov pemkab rsud university institute school station
        airport harbour harbor port market house church mosque road street bridge mount river island bay lake
        city district park stadium museum library bank ministry department council committee party universität
        hafen insel universidad puerto isla université île university üniversitesi остров университет""",
    )
)
