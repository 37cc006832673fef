/** Names as people have them, by the country that writes them so. Each must be read without a word. */
export const genuineNames: Readonly<Record<string, readonly string[]>> = {
  Slovenia:
    namesOf(`Tomaž Vršnik, Žiga Mlinarič, Špela Čuš, Boštjan Štrukelj, Jernej Jerič, Anže Kopitar, Alenka Dovžan,
    Zdenka Žakelj, Uroš Slokar, Nejc Pečnik`),
  Croatia:
    namesOf(`Đurđica Šimić, Željko Šarić, Šime Vršić, Ivo Šlaus, Duško Đurić, Zvonimir Škoro, Matija Trnski,
    Krešimir Ćosić, Tvrtko Kršnjavi, Vlatka Pokrš`),
  Serbia: namesOf('Đorđe Đoković, Miloš Šćepanović, Slađana Ršumović, Živko Njegoš, Ljubiša Mršić'),
  Czechia:
    namesOf(`Antonín Dvořák, Jiří Přikryl, Zdeněk Šťastný, Růžena Křížková, Matěj Vondrouš, Ondřej Ďuriš, Eliška Hršelová,
    Luboš Škrdla, Tomáš Dršťák, Žofie Ťoupalíková, Čeněk Pšenička, Bedřich Vrša, Radmila Tršová, Lukáš Nevoral,
    Marie Nováková, Eva Říhová, Jan Kadleček, Petr Kršňák, Hana Světlá, Jana Brůhová`),
  Slovakia:
    namesOf(`Ľudovít Štúr, Ľubica Ďurišová, Marián Hossa, Božena Slančíková, Miroslav Šatan, Rastislav Vŕba, Andrej Kĺč,
    Mária Jakubíková, Ján Kôstka, Tibor Žiška`),
  Poland:
    namesOf(`Łukasz Wiśniewski, Małgorzata Dąbrowska, Grzegorz Brzęczyszczykiewicz, Żaneta Źrebięć, Stanisław Krzyżanowski,
    Agnieszka Śliwińska, Paweł Gołębiowski, Józef Piłsudski, Łucja Ćwikła, Zofia Żółć, Michał Kępiński, Elżbieta Pęksa`),
  Hungary:
    namesOf(`Győző Szőke, Béla Bartók, Ágnes Kővári, László Krasznahorkai, Őrsi Ödön, Zsófia Nyúl, Űllői Jenő, Erzsébet Dőry,
    Márton Gőgös, Éva Kiss`),
  Romania:
    namesOf(`Ștefan Țiriac, Ioana Brătianu, Nicolae Ceaușescu, Mădălina Ghițulescu, Răzvan Lucescu, Sînziana Pârvu,
    Ştefania Ţăranu, Ana Bârlădeanu, Vlăduț Stănescu`),
  Turkey:
    namesOf(`Şahin Güneş, Mesut Özil, Orhan Öztürk, İbrahim Yılmaz, Çağlar Söyüncü, Ayşe Kılıç, Gülşen Bayraktar, Oğuzhan Özyakup,
    Işıl Ağırbaş, Ümit Davala, Ömer Aşık, Eşref Apak, Ercüment Şener, Tuğba Çetinkaya, Mürüvvet Şahoğlu, ŞEYMA YILDIZ`),
  Vietnam:
    namesOf(`Nguyễn Văn Hùng, Trần Thị Hoa, Đặng Thái Sơn, Phạm Nhật Vượng, Lê Đức Thọ, Hoàng Thùy Linh, Võ Nguyên Giáp, Bùi Xuân Phái,
    Đỗ Mỹ Linh, Nguyễn Thị Ánh Viên, Lý Nhã Kỳ, Huỳnh Thúc Kháng, Ngô Bảo Châu, Đoàn Văn Hậu, Nguyễn Quang Hải, Phùng Chí Kiên`),
  Germany:
    namesOf(`Jürgen Groß, Käthe Müller, Björn Weiß, Jörg Ölschläger, Änne Schäfer, Günther Jauß, Übelacker Heinz, Ötzi Möller, René Häußler,
    Chloé Böhm, Andreas Voß, Zoë Straßburger`),
  France:
    namesOf(`François Lefèvre, Hélène Crête, Noël Béziat, Chloé Benoît, Anaïs Lœuillet, Gaëlle L’Hôpital, Jérôme Fréchet, Zoé Lacoût,
    Maëlle Guérin, Loïc Le Goût, Œdipe Ségur, Agnès Naÿ, Élodie D’Août, Pierre L’Haÿ-les-Roses`),
  Spain: namesOf(
    `José Muñoz, Íñigo Peña, Begoña Núñez, María Ibáñez, Óscar Güell, Iñaki Añón, Ángel Cigüeña, Úrsula Cañizares, Andrés Piqué, Mª José Peña, Fcº Javier Gil`,
  ),
  Catalonia: namesOf(
    `Lluís Companys, Núria Feliu, Mercè Rodoreda, Àlex Corretja, Joan Brossa i Cuervo, Gemma Açò, Marcel·la Raül`,
  ),
  Portugal:
    namesOf(`João Conceição, Inês Simões, Sebastião Guimarães, António Lobão, Luís Camões, Ângela Fagúndes, Conceição Brandão,
    Estêvão Leitão, Íris Gonçalves, Magalhães Araújo`),
  Italy: namesOf(
    `Niccolò Fabi, Mosè Spanò, Cecilia Trovò, Andrea D’Alò, Noemi Pelù, Nicolò Barellà, Giosuè Ballarò, Dalì Cantù, Maria Dell’ Acqua, Rita Sant’ Anna, Leo D’ Amico`,
  ),
  Netherlands: namesOf(
    `Daniël Hoeÿ, Renée Coöperatie, Zoë van ’t Hoff, Noëlle Bruïne, Michiel ’t Sas, Andreas Reünie, Chloë de Wîs, Jantje Geërfd`,
  ),
  Nordics:
    namesOf(`Åse Kjærgård, Søren Kjøller, Håkon Bjørndalen, Ærø Skjærø, Jørgen Bøe, Bjørn Brøndby, Øyvind Sjøli, Gøran Ølver, Åsa Sjöström, Märta Fjällräv,
    Jökull Þórsson, Guðrún Ægisdóttir, Þórður Másson, Ásgeir Örn, Hafþór Júlíus Björnsson, Väinö Yrjölä, Öyvind Lindström, Kåre Lærum, Bjørg Fløgstad,
    Mogens Grønbæk, Mette Brødsgaard, Sigrún Hæð, Åge Såheim, Pål Trøan, Carl Linnæus, Matthæus Bang, Inga Lund`),
  Baltics:
    namesOf(`Õnne Kõiv, Jüri Mägi, Tõnu Õnnepalu, Ülo Sõõrd, Jānis Bērziņš, Krišjānis Kariņš, Ģirts Ķēniņš, Žydrūnas Ilgauskas, Ąžuolas Šarūnas,
    Dalia Grybauskaitė, Šarūnas Jasikevičius, Andrius Kubilius, Rūta Meilutytė, Ērika Ļevčenoka`),
  Ireland: namesOf(
    'Sinéad O’Connor, Seán Ó Ríordáin, Máire Mac an tSaoi, Pádraig Ó Conaire, Róisín Ní Mhurchú, Áine McÉvoy, Caoimhín MacÓscair, Dáithí Ó hÓgáin, Úna Ní hÁinle, Pat O’ Brien',
  ),
  Wales: namesOf('Siân Phillips, Dafydd ap Gwilym, Llŷr Evans, Siôn Ŵyn, Tŷ Wyn Pŵel'),
  Malta: namesOf('Ġużè Ellul, Ħamrun Żammit, Karmenu Ċefai, Ġorġ Borġ'),
  Albania: namesOf('Gëzim Çela, Blerta Gjoçi, Besnik Hoxhë, Ylli Pëllumbi'),
  Greece: namesOf('Γιώργος Παπαδόπουλος, Άννα Λάμπρου, Πηνελόπη Δέλτα, Ωραία Πέτρου, Μαρία Ωνάση'),
  Russia: namesOf('Иван Петров, Юлия Щёлокова, Ярослав Йовович, Наталія Ґалаґан, Їжакевич Євген'),
  'West Africa': namesOf('Ọlá Rótìmí, Adébáyọ̀ Ògúnlẹ́sì, Ngũgĩ wa Thiong’o, Kọfi Ɛkow, Mɛnsã Kwabɩ'),
  Faroes: namesOf('Tróndur Bøur, Høgni Røðull, Jógvan á Lakjuni, Eyðun Sørlíð'),
  Turkmenistan: namesOf('Aman Çärýew, Oguljäň Täçmyradowa, Gülşat Nuryýewa, Ýaşar Öwezow'),
  Uzbekistan: namesOf('G‘ulom Bo‘riyev, Sa’dulla O‘roqov, Ulug‘ Oltintog‘, Ma’mura Yo‘ldosheva'),
  Palestine: namesOf('Abu Rabi’ Hasan, Sana’ Khalil, Isma’il al-Rifa’i'),
  Hawaii: namesOf('Kaʻiulani Hāweo, Māhealani Kānaʻina, Tāne Whāngārā, Aperahama Ōtaki'),
  Azerbaijan: namesOf('İlham Əliyev, Rəşad Məmmədov, Şəhriyar Quliyev, Gülnarə Hüseynova'),
  Transliterated: namesOf(
    'Śrī Rāma Kṛṣṇa, Ḥusayn al-Ḥallāj, ʿAlī Riḍā, Muḥammad Ṣāliḥ, Tōkyō Jirō, Lǐ Wéi, Xú Lǜ, Sé̤ng-iông',
  ),
};

function namesOf(list: string): readonly string[] {
  return list.split(/,\s+/);
}
