"""Words that say little by themselves, by language: no topics alone, and no names where a sentence begins with one.

They are what lists of stop words leave out: nouns that fit any news ("dampak", "kategori"), words for people and their parts,
plain verbs and qualities. A pair of words is a topic as soon as one of the two is not here ("harga emas", "luka bakar").
"""

from __future__ import annotations

_ID = """
    acara adik agenda ahli air ajak ajang aksi aktif aktivitas aktor aktris akun alasan alat aliran aman ambil anak anak-anak
    ancaman aneh anggaran anggota angka anyar arah area artis aset asing aspek atas atlet aturan awal ayah baby bagian bagus
    bahagia bahan bahas bahasa baik baju banget bangga bangsa bangun bantu bantuan barang batas bawa bayangan bayar bebas beda
    bekas belasungkawa beli benar benda bentuk berat berhak beri berita bersih besar besaran best biasa biaya bibir bicara
    bidang bikin bocah bpkb brilian buat bubar buka bukti bulan buruk canggih cantik cara cari cegah cemas cepat cerah cerita
    cewek chat ciri coba contoh cowok creme daerah daftar dalam damai dampak dana dapat dasar data dekat depan desain detail
    detik dewan dewasa dialog dingin diri dokumen dorong duka dukung dukungan dunia efek efektif eksterior elegan emosi enak
    era event fakta faktor fans fantastis fasilitas fisik fitur fokus format free full full-time fungsi gabung gabungan gadis
    gagal gagasan gambar ganda ganteng ganti garis gawang gaya gelar gelombang generasi gerakan global gol golongan gratis
    grup hadapan hadapi hadiah hadir halaman hamil hancur harap harapan harga hari hasil hati hebat heboh hemat hidup hikmah
    hilang hitam hp hubungan ibu ide ideal identitas ikut ilegal ilmu imbang imbas impian incar indah informasi ingat ingin
    inisial insiden inspirasi intan interior internasional isi istimewa istri isu izin jadwal jaga jalan jalani jalur jarak
    jaringan jasa jatuh jauh jawaban jelas jenis jual juara jujur jumlah jutaan kabar kader kakak kaki kalah kalangan kalimat
    kampung kantor karakter karya karyawan kasus kategori kaum kawan kebutuhan kecewa kecil kecuali kegagalan kegiatan
    kehadiran kehidupan kehilangan keinginan kejadian kejar kekalahan kekasih kekurangan kelas kelebihan kelemahan keliling
    kelompok keluar keluarga keluhan kemampuan kematian kembali kemenangan kenaikan kenal kendala kendaraan kepala kepribadian
    keputusan keraguan keras kering kerja kertas kesalahan kesan kesembuhan kesempatan kesepakatan kesimpulan kesulitan
    ketentuan keterangan keterlibatan keuntungan khawatir khusus kilometer kirim kisah kk klub kode komentar kompak komponen
    komunitas kondisi konsep konten kontrak korban kosong kostum kotak kotor kreatif ktp kualitas kuat kumpul kunci kunjungan
    kunjungi kurs kursi lahan lahir laku lama lambat lancar langit langkah langsung lapor laporan lari latar latihan lawas
    layanan layani layar lebar legal legenda legitimasi lemah lembar lengkap lepas level lewat libur lihat lini live lokal
    lokasi lolos longgar lsm luar lubang lucu luka lunak luncurkan maaf mahal main maju makan maksimal maksud malam malas malu
    mandiri manfaat manis manja mantap manusia massa masuk masyarakat mata materi mati meja menang merah meter metode mewah
    milenial minat mini minta minum mirip modal model modern momen muda mudah mulus mulut muncul mundur murah murid musim naik
    nama nasib nasional natural negatif nekat nenek netizen netral new niat nikah nilai nomor nonton normal nyaman nyata objek
    offline ongkos online open operasi optimal optimistis orang orangtua ounce pagi pakai paman panas panggung panjang pantas
    parah pasal pasangan pasar pasien pasti patah pebalap pecah pedas peduli pegang pegawai pekat pekerja pekerjaan pelajaran
    pelaksanaan pelaku pelanggan pelanggaran peluang pemain pembahasan pembalap pembangunan pembicaraan pembukaan pemilik
    pemimpin pemuda penampilan penanganan pencapaian pendapat pendek pendukung pengalaman pengamat pengembangan pengesahan
    penggemar pengguna penggunaan pengunjung pengurus penilaian peningkatan penjelasan penonton penting penuh penumpang
    penurunan penyanyi penyebab penyelesaian peran perangkat perasaan peraturan perbaikan perbedaan percakapan percaya
    percobaan perempuan perhatian peristiwa perjalanan perkembangan permintaan pernyataan persiapan personal pertandingan
    pertanyaan pertarungan pertemuan pertumbuhan pertunjukan perubahan perusahaan perut pesan peserta petugas pihak pikiran
    pilih pimpin pindah piring platform pokok pola populer posisi positif potensi potret praktis prestasi pria pribadi produk
    produsen program proses proyek psikolog puas pukul pukulan pulang puluhan punya pusat putih putra putri putus putusan raih
    rakyat ramah ramai rancangan rangkaian rapat rapi rasa ratusan reaksi rebut rekaman rekor rencana rendah resah resmi
    respons revisi ribuan rilis ring ringan risiko rombongan rt ruang ruangan rumah rusak rute ruu rw sadar sah sakit saksi
    saling sambut sampai sanggup sasaran sd sdm sebut sederhana sedia sedih segar sehat sejarah sejati sektor selamat
    selebriti selesai sempurna senang sendiri sengaja sepi serahkan serangan seri serial serius sesi sesuai setia siap siapkan
    siarkan sifat sikap silam sim simak simpan simposium singgung single sinyal sipil sisi sistem siswi situasi skor skpd sma
    smk smp solusi sorotan sosial sosok start status stnk strategi suami suara suasana subur suci sudut suka sukses sulit
    sumber suporter surat surplus susunan swasta syarat tahan tahapan tahu takut tambah tambahan tampil tamu tanah tanam tanda
    tangan tanggal tanggapan tangis tantangan tanya target tarik team tebal tegas tegur tema teman temuan temui temukan tepat
    terang terbaik terbaru terbesar terima terjadi tersangka tertawa tetangga tewas tiba tidur tim timpa tindakan tinggal
    tinggi tingkat tipe tips titik tk tkp toko tokoh tolak total tradisi transaksi transparan tren tua tubuh tugas tujuan
    tulis tulisan tumbuh tunda tunggal tunggu turun tutup uang ubah ucapan uji ukuran ulang ulasan undang-undang unggul ungkap
    ungu unik unit untung upaya update urusan usaha usia ustadz ustaz usul usung utama uu varian versi video viral wafat wajah
    wajar wajib wakil waktu wanita warga warna warta wartawan wilayah zaman"""

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
