"""Words that say little by themselves, by language: no topics alone, and no names where a sentence begins with one.

They are what lists of stop words leave out: nouns that fit any news ("dampak", "kategori"), words for people and their parts,
plain verbs and qualities. A pair of words is a topic as soon as one of the two is not here ("harga emas", "luka bakar").
"""

from __future__ import annotations

_ID = """
    abah acara adik agenda ahli air ajak ajakan ajang aksi aktif aktivitas aktor aktris akun alasan alat aliran aman ambil
    anak anak-anak ancaman aneh anggaran anggota angka anjlok anyar arah area artis aset asing aspek atas atlet aturan awal
    ayah ayahanda baby bagian bagus bahagia bahan bahas bahasa baik baju balasan banget bangga bangkit bangsa bangun bantah
    bantu bantuan barang batal batas batasan bawa bawah bayangan bayar bebas bebaskan beda bekas bela belajar belakang
    belasungkawa beli benar benda bentrok bentuk bentuknya beragam berat berbeda berhak beri berita bersama bersih besar
    besaran best biasa biaya bibir bicara bidang bikin bocah bocoran bongkar bpkb brilian buat bubar buka bukti bulan bunda
    bursa buruk busuk calon canggih cantik cara cari cegah cemas cepat cerah cerita cewek chat ciri coba contoh cowok creme
    curiga daerah daftar dalam dalih damai dampak dana dapat dasar data debut dekat depan deretan desain detail detik dewan
    dewasa dialog dingin diri ditahan dokumen dorong dugaan duka dukung dukungan dunia edukasi efek efektif eksterior
    eksternal elegan elektronik emosi emosional enak era event fakta faktor fans fantastis fasilitas fenomena fisik fitur
    fokus format formulir free full full-time fungsi gabung gabungan gadis gagal gagasan galau gambar ganda ganteng ganti
    garis gawang gaya geger gejala gelar gelaran gelombang gemas gembira gempar generasi gerakan gigih girang global
    gol golongan gratis grup hadapan hadapi hadiah hadir halaman halus hamil hancur harap harapan harga hari hasil hati hebat
    heboh hemat hidup hikmah hilang himbauan hitam hp hubungan ibu ibunda ide ideal identitas ikut ilegal ilmu imbang imbas
    imbauan impian incar indah informasi ingat ingin ingkar inisial insiden inspirasi intan interior internal internasional
    iri isi istimewa istri isu izin jadwal jaga jajaran jalan jalani jalur jangka janji jarak jaringan jasa jatuh jauh jawaban
    jejak jelas jengkel jenis jenuh jual juara jujur julukan jumlah jutaan kabar kacau kader kaget kagum kakak kaki kalah
    kalangan kalimat kampung kanan kangen kantor kapasitas karakter karya karyawan kasus kategori kaum kawan keamanan
    kebanggaan keberadaan keberhasilan kebiasaan kebijakan kebutuhan kecepatan kecewa kecil kecuali kedatangan kegagalan
    kegiatan kehadiran kehidupan kehilangan keinginan kejadian kejar kejutan kekalahan kekasih kekuasaan kekuatan kekurangan
    kelahiran kelanjutan kelas kelebihan kelemahan keliling kelompok keluar keluarga keluhan kemampuan kemarin kematian
    kembali kemenangan kenaikan kenal kendala kendaraan kepala kepribadian keputusan keraguan keras kering kerja kertas kesal
    kesalahan kesan kesembuhan kesempatan kesepakatan keseriusan kesiapan kesimpulan kesulitan ketakutan ketegangan ketentuan
    keterangan keterlibatan keuntungan khawatir khusus kilometer kiri kirim kiriman kisah kk klub kocak kode koleksi komentar
    kompak komponen komunitas kondisi konsep konten kontrak koordinator korban kordinasi kosong kostum kotak kotor kreatif
    kronologi ktp kualitas kuat kumpul kunci kunjungan kunjungi kuota kurs kursi lahan lahir laku lama lambat lancar langit
    langkah langsung lapor laporan larangan lari latar latihan lawas layanan layani layar lebar legal legenda legitimasi lelah
    lemah lembar lengkap lepas level lewat libur lihat lini lirik live lokal lokasi lolos longgar lsm luar lubang lucu luka
    lunak luncur luncurkan lusa maaf mahal main maju makan maksimal maksud malam malas malu mampu mandiri manfaat manis manja
    mantap manusia massa masuk masyarakat mata materi mati meja menang menit merah meter metode mewah milenial minat mini
    minta minum mirip misteri mitra modal model modern momen momentum motif muda mudah mulanya mulus mulut muncul mundur murah
    murid murka musim naik nama nanti nasehat nasib nasihat nasional natural negatif nekat nenek netizen netral new niat nikah
    nilai nominasi nomor nonton normal nyaman nyaris nyata nyinyir objek offline ongkos online open operasi optimal optimistis
    orang orangtua ounce pagi pakai paman panas panggilan panggung panjang pantas parah paripurna pasal pasangan pasar pasien
    pasti patah pebalap pecah pedas peduli pegang pegawai pekat pekerja pekerjaan pelajaran pelaksanaan pelaku pelanggan
    pelanggaran pelonggaran peluang pemain pembahasan pembalap pembangunan pembicaraan pembukaan pemilik pemimpin pemuda
    penampilan penanganan penasaran pencapaian pendapat pendek pendukung pengalaman pengamat pengembangan pengesahan penggemar
    pengguna penggunaan pengunjung pengurus penilaian peningkatan penjelasan penonton penting penuh penumpang penurunan
    penyanyi penyebab penyelesaian peran perangkat perasaan peraturan perbaikan perbedaan percakapan percaya percobaan
    perempuan perhatian peringkat peristiwa perjalanan perkembangan perluasan permintaan pernyataan persiapan personal
    pertandingan pertanyaan pertarungan pertemuan pertumbuhan pertunjukan perubahan perusahaan perut pesan peserta petugas
    pihak pikiran pilih pimpin pindah piring platform pokok pola populer posisi positif posting postingan potensi potongan
    potret praktis prestasi pria pribadi pribadinya prihatin produk produsen program proses proyek psikolog puas pukul pukulan
    pulang puluhan punya pusat putih putra putri putus putusan rahasia raih rakyat ramah ramai rancangan rangkaian rapat rapi
    rasa ratusan reaksi rebut rebutan rekaman rekor rencana rendah resah resik resmi respons revisi ribuan rilis rindu ring
    ringan risiko rombongan rt ruang ruangan rugi rumah rusak rute ruu rw sadar sah sakit saksi saling sambut sampai samping
    sanggup santai sasaran sd sdm sdn sebut sebutan sederet sederhana sedia sedih segar sehat sejarah sejati sektor selamat
    selebriti selesai sempurna senang sendiri sengaja sensasional sepakat sepi serahkan serangan seri serial serius sertijab
    sesi sesuai setara setia sial siap siapkan siarkan sibuk sifat sikap silam sim simak simpan simposium sindiran singgung
    singkat single sinyal sipil sisi sistem siswi situasi skala skor skpd sma smk smp solusi sorotan sosial sosok spesial
    start status stnk strategi suami suara suasana subur suci sudut suka sukses sulit sumber suporter surat surplus susunan
    swasta syarat syukur syur tahan tahapan tahu takut tambah tambahan tampil tamu tanah tanam tanda tangan tanggal tanggapan
    tangis tantangan tanya target tarik tayang team tebal tegang tegas tegur tema teman temuan temui temukan tenang tengah
    tepat terang terbaik terbaru terbesar terharu terima terjadi terkejut terlibat terobosan tersangka tersenyum tertawa
    tetangga tetap tewas tiba tidur tim timpa tindakan tinggal tinggi tingkat tipe tips titik tk tkp toko tokoh tolak total
    tradisi transaksi transparan tren tua tubuh tudingan tugas tujuan tulis tulisan tulus tumbuh tunda tunggal tunggu turun
    tutup uang ubah ucap ucapan uji ukuran ulang ulasan undang-undang undangan unggah unggahan unggul ungkap ungkapan ungu
    unik unit untung upaya update urusan usaha usia usir ustadz ustaz usul usung utama uu varian versi video viral vulgar
    wafat wajah wajar wajib wakil waktu wanita warga warna warta wartawan wilayah wujud zaman"""

_EN = """
    act action age agency aim amount area article aspect attempt audience back ball bank base basis bed best bill bit board
    body book boy brother business call campaign care case cause chance change child choice class close club coach code
    comment committee community company concern condition content control cost couple course cover crowd cut data date deal
    death decision degree demand department design detail development difference district door double early edge effect effort
    end event evidence example eye face fact family fans father feature figure film final finding focus force form friend
    front full function fund future gain game girl goal good government great ground group growth half hand head heart help
    high history hit hold home hope hour house idea image impact important increase information interest involvement issue
    item job kind lack land large late launch lead leader leaders level life light limit line list local long loss lot main
    major man mark market match material matter measure measures media meeting member members message method minute model
    moment money mother move movement name nation national nature need needs night number numbers offer office officer
    officials open option order owner page pair part partner party past path pattern pay performance period person phase phone
    picture piece place plan plans player players point points policy population position power practice present pressure
    price private problem process product production products program programme project public purpose quality question race
    range rate reason record region relationship release research resource response rest result results review right rise risk
    role room rule rules sale scale scene scheme score season section sector sense series service services set shape share
    show side sign single site situation size small social sort source space special spot staff stage standard start state
    statement status step stock stop story strategy street strength strong study style subject success summer support system
    table talks target task team term terms test theme thing things title top total tour town track trade tradition trend trip
    trouble turn type unit use user users value version view village visit visitors voice walk wave weekend window winner
    winter woman women word words work worker workers working world young youth"""

GENERIC = {"id": frozenset(_ID.split()), "en": frozenset(_EN.split())}
