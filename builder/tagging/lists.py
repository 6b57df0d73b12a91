"""Lists of words by language, written for this program. More languages, and more words, make better tags: add them here."""

from __future__ import annotations

import re

# Languages whose scripts have no capitals.
UNCASED = frozenset(
    re.findall(r"\w+", "am ar as bn bo ckb dv fa gu he hi ja ka km kn ko lo ml mr my ne or pa ps sa si ta te th ti ug ur yi zh")
)

# Words before a name that say what somebody is; a name is what is left without them.
ROLES = {
    "id": """jpu kuasa bacalon spesialis bendahara ketum pm dubes wabup wagub wawali wawalkot walkot pengajar almarhum
        almarhumah jendral pendiri kelompok presiden wakil ketua menteri gubernur bupati walikota wali kota direktur
        sekretaris jenderal kepala komisaris juru bicara jubir penjabat pj utama umum luar dalam negeri perdana mantan eks
        pejabat anggota komandan panglima profesor pakar pengamat analis analyst ekonom peneliti youtuber ilusionis komedian
        presenter aktor aktris artis penyanyi musisi vokalis drummer gitaris komposer konduktor sutradara produser pelawak
        pelatih pemain striker bek kiper gelandang winger kapten pembalap pebalap petinju petenis pebulutangkis atlet manajer
        general manager senior junior supervisor vp vice president executive officer chief operations marketing brand
        ambassador runner up founder cofounder co-founder owner komisioner konsultan dosen guru besar rektor dekan akademisi
        psikolog psikiater hakim jaksa pengacara penasihat raja ratu pangeran putri sultan duta utusan khusus deputi staf ahli
        asisten plt plh kader capim cawapres capres caleg bacapim politisi politikus legislator senator ceo coo cto cfo ibu
        bapak bu pak saudara saudari bang kak mas mbak abang eyang ustadz ustaz ustazah kiai kyai habib pastor uskup pendeta
        paus haji hajah h hj drs dra ir penyidik korban tersangka terdakwa warga tokoh tim ajudan legenda""",
    "ms": "presiden timbalan menteri perdana ketua pengarah setiausaha pengerusi encik puan datuk tan sri dr prof profesor",
    "en": """students president vice prime minister foreign secretary general chairman chairwoman director mayor governor
        senator mr mrs ms miss dr prof professor sir lord lady dame king queen prince princess captain colonel
        major sergeant judge chief former acting deputy head coach spokesman spokeswoman spokesperson""",
    "de": """direktor direktorin präsident präsidentin minister ministerin kanzler kanzlerin herr frau dr prof professor
        bürgermeister bürgermeisterin""",
    "es": "presidente presidenta ministro ministra señor señora don doña dr dra alcalde alcaldesa profesor profesora",
    "fr": "président présidente ministre monsieur madame m mme dr maire professeur professeure",
    "tr": "cumhurbaşkanı başkan başkanı bakan bakanı profesör prof dr doç belediye müdür müdürü",
    "ru": "капитан президент министр премьер глава директор профессор доктор господин госпожа мэр губернатор",
    "sw": "rais waziri mkuu bwana bi mheshimiwa profesa dk dkt",
}

# Ranks and titles: a person's name begins behind one, also inside a run of capitalised words.
RANKS = {
    "id": """kolonel letnan letkol mayor brigjen brigadir mayjen letjen irjen komjen marsekal laksamana laksda
        laksma kombes akbp kompol akp iptu ipda aiptu aipda bripka brigpol briptu bripda serka sersan kopral pratu praka serda
        kapten pol inf prof dr drg dokter presiden gubernur bupati menteri kapolri""",
    "en": "mr mrs ms dr prof sgt lt col gen",
}

# Offices whose names are run together from syllables, as those of the Indonesian police, army and cabinet are.
OFFICE = {
    "id": re.compile(
        r"(?:wa)?ka(?:pol(?:ri|da|res\w*|sek\w*|tabes)?|sat\w*|nit\w*|sub\w+|bid\w*|bag\w*|dis\w*|div\w*|kan\w*|lapas|rutan|"
        r"bareskrim|korlantas|jari|jati|jagung|den\w*|puspen\w*|rumkit)|"
        r"(?:wa)?men(?:sesneg|seskab|ko\w*|dag\w*|hub|hut|kes|keu|lu|hk?|pora|kum\w*|dik\w*|tan|sos|pan\w*|perin|ham|han|aker|ag|eg|ristek\w*|"
        r"pupera|par\w*|kominfo)|wapres|(?:wa)?sek(?:jen|da)|bendum|(?:wa)?ketum|sesmen\w*|ses\w*ko|"
        r"pan(?:gdam|gkostrad|gkogab\w*)|dan(?:dim|rem|lanud|lanal|yon\w*|ramil|pomdam|jen\w*|satgas|brig\w*)|"
        r"dir(?:ut|jen|reskrim\w*|resnarkoba|lantas|intel\w*|jen\w*|ektur)|(?:ka|wa)?kuwu|plt|kades|lurah|camat"
    ),
}

# What ministries and departments are for: behind an office part of it ("Menteri Keuangan"), behind a body part of its name.
FIELDS = {
    "id": """agama daerah polhukam negara keuangan perdagangan perindustrian pertanian kehutanan kelautan perikanan peternakan
        perkebunan hortikultura kesehatan hewan pendidikan kebudayaan sosial perhubungan komunikasi informatika pertahanan
        keamanan hukum hak asasi bidang perekonomian kemaritiman investasi politik pembangunan manusia pariwisata pemuda
        olahraga lingkungan hidup energi sumber daya mineral ketenagakerjaan pemberdayaan perempuan perlindungan riset
        teknologi transaksi tertinggal transmigrasi agraria tata ruang perumahan permukiman pekerjaan perencanaan pendayagunaan
        aparatur reformasi birokrasi geofisika makanan sarana prasarana angkutan humas hubungan masyarakat reskrim reserse
        kriminal narkoba lantas operasional penerangan pengawasan penelitian pelatihan pencarian pertolongan kependudukan sipil
        kebersihan pertamanan pengendalian bencana penanggulangan pencegahan konservasi pelayanan penindakan kerja usaha kecil
        menengah ketahanan pangan pengembangan metro""",
}

# "and", where it stands inside names of such bodies.
AND = {"id": "dan"}

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
        jarak oknum seberat sosok pria wanita lokasi kondisi masalah acara bagian jumlah sh mh mm se bab huruf ketentuan
        gb mb kb mp rp hz hd cc okezone sindonews liputan6
        liputan detikcom kompascom fimela sahabat kapanlagi bola merdeka tribun tribunnews kumparan viva republika jawapos
        tni-polri am pm allah swt saw tuhan pro""",
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
    "id": ["of", "of the", "and"],
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
        "Saudi": "SA",
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

# Verbs by their form, where the form is a good sign; and with more care, where a capital may make a name of them.
VERB = {
    "id": re.compile(r"(?:me[mnrlwy]|di|ber|ter|ku)\w{4,}|\w+(?:kan|nya|lah)"),
    "ms": re.compile(r"(?:me[mnrlwy]|di|ber|ter)\w{4,}|\w+(?:kan|nya|lah)"),
    "en": re.compile(r"\w+(?:ing|ed|ly)"),
    "tr": re.compile(r"\w+(?:yor|dı|di|du|dü|mak|mek)"),
    "ru": re.compile(r"\w+(?:ть|ться|ет|ит|ла|ли|ся)"),
    "es": re.compile(r"\w+(?:ar|er|ir|ando|iendo|aron|ieron)"),
}
SURE_VERB = {
    "id": re.compile(
        r"me(?:mb|mp|nd|nt|nc|nj|ng|ny)\w{3,}|\w{4,}(?:kan|nya)|"
        r"pe(?:m|n|r)(?!gadilan|erintah|satuan|guruan|usahaan|kumpulan|himpunan|didikan)\w{3,}an"
    ),
    "ms": re.compile(r"me(?:mb|mp|nd|nt|nc|nj|ng|ny)\w{3,}|\w{4,}(?:kan|nya)"),
}

# Acronyms of two letters that are names; most are initials of somebody.
SHORT_ACRONYMS = frozenset({"AI", "BI", "EU", "MA", "MK", "MU", "NU", "UI", "UN"})

# What is appended to a body's acronym to say whose it is.
OF_STATE = frozenset({"RI"})

# Places in a country that CLDR does not name, in the language that is spoken there, parted by commas.
MORE_PLACES = {
    "id": """Aceh, Sumatera Utara, Sumatera Barat, Sumatera Selatan, Sumatera, Riau, Kepulauan Riau, Jambi, Bengkulu, Lampung,
        Bangka Belitung, Banten, DKI Jakarta, Jawa Barat, Jawa Tengah, Jawa Timur, Jawa, Yogyakarta, Bali, Nusa Tenggara Barat,
        Nusa Tenggara Timur, Kalimantan, Kalimantan Barat, Kalimantan Tengah, Kalimantan Selatan, Kalimantan Timur,
        Kalimantan Utara, Sulawesi, Sulawesi Utara, Sulawesi Tengah, Sulawesi Selatan, Sulawesi Tenggara, Sulawesi Barat,
        Gorontalo, Maluku, Maluku Utara, Papua, Papua Barat, Jakarta Pusat, Jakarta Utara, Jakarta Selatan, Jakarta Barat,
        Jakarta Timur, Bogor, Depok, Tangerang, Tangerang Selatan, Bekasi, Bandung, Cimahi, Cirebon, Sukabumi, Tasikmalaya,
        Cianjur, Garut, Karawang, Subang, Purwakarta, Indramayu, Majalengka, Sumedang, Ciamis, Pangandaran,
        Cilegon, Lebak, Pandeglang, Semarang, Solo, Surakarta, Magelang, Salatiga, Pekalongan, Tegal, Brebes, Pemalang,
        Cilacap, Banyumas, Purwokerto, Purbalingga, Kebumen, Purworejo, Wonosobo, Boyolali, Klaten, Sukoharjo, Wonogiri,
        Karanganyar, Sragen, Grobogan, Blora, Rembang, Kudus, Jepara, Demak, Kendal, Temanggung, Sleman, Bantul,
        Kulon Progo, Gunungkidul, Surabaya, Malang, Madiun, Kediri, Blitar, Mojokerto, Pasuruan, Probolinggo, Sidoarjo,
        Gresik, Lamongan, Tuban, Bojonegoro, Ngawi, Magetan, Ponorogo, Pacitan, Trenggalek, Tulungagung, Nganjuk, Jombang,
        Lumajang, Jember, Bondowoso, Situbondo, Banyuwangi, Bangkalan, Sampang, Pamekasan, Sumenep, Madura, Denpasar, Badung,
        Gianyar, Buleleng, Tabanan, Mataram, Lombok, Lombok Timur, Lombok Tengah, Lombok Barat, Lombok Utara, Sumbawa, Kupang,
        Medan, Binjai, Pematangsiantar, Banda Aceh, Padang, Bukittinggi, Pekanbaru, Dumai, Batam, Tanjungpinang, Palembang,
        Prabumulih, Lubuklinggau, Bandar Lampung, Pangkalpinang, Pontianak, Singkawang, Palangkaraya, Palangka Raya,
        Banjarmasin, Banjarbaru, Balikpapan, Samarinda, Bontang, Penajam Paser Utara, Kutai Kartanegara, Tarakan, Makassar,
        Parepare, Palopo, Manado, Bitung, Palu, Kendari, Baubau, Ambon, Ternate, Sorong, Manokwari, Wamena, Timika, Nduga""",
}

# Words that begin the name of a body or a place: what follows is a name of its own ("Universitas Selindra", "Selindra").
HEADS = frozenset(
    re.findall(
        r"\w+",
        """universitas institut sekolah stasiun bandara bandar pelabuhan pasar rumah masjid gereja jalan jembatan gunung sungai
        pulau teluk pantai danau kota kabupaten provinsi kecamatan desa kampung taman stadion lapangan gedung
        museum perpustakaan bank kementerian dinas badan dewan komisi komite partai fraksi polda polres polsek
        polresta kantor kantah timnas tim klub liga piala festival lembaga yayasan asosiasi forum persatuan
        perusahaan grup direktorat pemerintah pemkot pemprov pemkab rsud university institute school station
        airport harbour harbor port market house church mosque road street bridge mount river island bay lake
        city district park stadium museum library bank ministry department council committee party universität
        hafen insel universidad puerto isla université île university üniversitesi остров университет""",
    )
)
