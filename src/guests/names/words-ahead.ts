/**
 * Words that people write before a name, in the languages of the headings. They are for the first words of a text with
 * a name behind them: many of them stand inside names, or at their end.
 */
const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s*[,\n]\s*/));

/** Words for somebody who works along. Nobody is called so, so they are no name behind another either. */
export const colleagueWords = list(
  `colleague, colleagues, co-worker, coworker, collega, collega's, kollege, kollegin, kollegen, kollegem, collègue, collègues, confrère, colega, colegas, compañero, compañera, collaboratore, collaboratrice, kollega, kollegor, kolega, koleżanka, kolleger, kolléga, kolegyně, kolegica, munkatárs, коллега, колега, 同事, 同僚, 동료, 新同事, 新同僚`,
);

/** The words of a request, of a list and for people. They say nothing about whether somebody is meant. */
export const lightWords: ReadonlySet<string> = new Set([
  ...colleagueWords,
  ...list(`include, including, onboard, onboarding, enroll, enrol, register, whitelist, provision, create, invite, inviting, invited, involve,
  incorporate, authorize, authorise, assign, set up, bring in, let in, loop in, sign up, bring on, give, add, also add,
  onboarden, registreer, registreren, meld, meld aan, voeg, voeg toe, neem, neem mee, nodig, nodig uit, uitnodigen, genodigd, uitgenodigd,
  toelaten, toevoegen, aanmelden, inschrijven, inviteren, geef, laat toe, lade, ladet, einladen, eingeladen, füge, füge hinzu, hinzufügen,
  aufnehmen, nimm auf, registriere, registrieren, anmelden, anlegen, freischalten, berechtigen, berechtige,
  ajoute, ajouter, ajoutez, inviter, invitez, invité, inclure, inclus, incluez, inscrire, inscrivez, intégrer, enregistrer, enregistrez, convier,
  conviez, créer, créez, añade, añadir, agrega, agregar, incluye, incluir, invita, invitar, invita a, invitar a, invite a, registra, registrar, convoca,
  aggiungi, aggiungere, includi, includere, invitare, registrare, inserisci, inserire, iscrivi, iscrivere,
  lägg till, lägg, bjud, bjud in, inbjud, inkludera, registrera, tilføj, inviter også, legg til, kutsu, lisää, zaproś, dodaj, convide, convidar, adicione, adicionar,
  also, too, plus, as well as, furthermore, additionally, moreover, likewise, again, next, then, finally, lastly, firstly, secondly, thirdly,
  first, second, third, last, second to last, and also, next up, now, same for, same goes for, idem, ditto, ook, evenals, alsmede, en ook, graag, graag ook, daarnaast, verder, tevens,
  nogmaals, opnieuw, ten eerste, ten tweede, ten derde, tot slot, daarna, auch, sowie, ebenso, ebenfalls, außerdem, zudem, und auch, bitte auch, nochmal, nochmals,
  erstens, zweitens, drittens, zuerst, zuletzt, aussi, ainsi que, de même que, également, ensuite, puis, enfin, encore, y también, además, también, tambien,
  asimismo, luego, anche, inoltre, altresì, nonché, poi, infine, även, också, samt, dessutom, sedan, och även, også, desuden,
  my, our, his, their, your, mijn, onze, jullie, uw, jouw, mein, meine, meinen, meiner, meinem, unser, unsere, unseren, unserer, ihr, ihre, ihren, dein, deine,
  notre, nos, votre, mes, nuestro, nuestra, nuestros, il mio, la mia, il nostro, la nostra, nostro, nostra, vår, våra, vårt, mitt, vores, minun, nosso, nossa, meu, minha,
  this, that, this is, that is, it is, it's, here is, here's, here are, here comes, dit is, dat is, het is, hier is, hier zijn, hierbij, bij deze, das ist, dies ist, es ist, hier ist, hiermit, anbei,
  voici, voilà, voila, c'est, il s'agit de, este es, esta es, aquí está, questo è, questa è, ecco, ecco qui, det är, här är, här kommer, det er,
  name is, named, called, naam is, genaamd, heet, genannt, heißt, nommé, nommée, llamado, llamada, chiamato, chiamata, som heter,
  we need, i need, we want, i want, we have, i have, i would like, we would like, i'd like, ik wil, ik zou graag, wij willen, we willen, wij hebben, we hebben, ik heb, ich möchte, wir möchten, wir brauchen, ich brauche, ich hätte gern, wir haben,
  je voudrais, nous voudrions, je veux, j'aimerais, nous avons, quiero, queremos, quisiera, me gustaría, tenemos, vorrei, vogliamo, vorremmo, abbiamo, jag vill, vi vill, vi har, jag skulle vilja,
  yes, okay, oui, gelieve, kindly, please, pls, bitte, veuillez, s'il vous plaît, svp, graag nog, por favor, per favore, snälla, vänligen,
  partner, partners, partnerin, partenaire, parceiro, parceira, guest, guests, gast, gasten, gäste, invitée, invités, invitado, invitada, ospite, convidado, gäst, gjest, vieras,
  user, users, gebruiker, gastgebruiker, benutzer, nutzer, utilisateur, usuario, utente, användare, bruker, person, people, persoon, personne, contact, contacts, contact person, contactpersoon, kontakt, kontaktperson, ansprechpartner, ansprechpartnerin, contacto, contatto,
  external, ext, externe, externer, externen, extern, externo, externa, esterno, esterna, outsider, freelancer, freelance, zzp'er,
  consultant, adviseur, berater, beraterin, consulente, consultor, consultora, konsult, architect, architekt, architecte, arquitecto, architetto, arkitekt, developer, ontwikkelaar, entwickler, entwicklerin, développeur, desarrollador, sviluppatore, utvecklare,
  designer, engineer, ingenieur, ingénieur, supplier, leverancier, lieferant, fournisseur, proveedor, fornitore, leverantör, vendor, client, klant, kunde, kundin, customer, cliente, kund,
  member, team member, teamlid, mitglied, teammitglied, membre, miembro, membro, medlem, speaker, spreker, sprecher, sprecherin, orateur, ponente, relatore, talare, invitee, attendee, participant, deelnemer, deelneemster, teilnehmer, teilnehmerin,
  participante, asistente, partecipante, deltagare, deltager, employee, medewerker, medewerkster, mitarbeiter, mitarbeiterin, employé, employée, empleado, empleada, dipendente, anställd, medarbetare, genodigde, new, nieuwe, neuer, neue, neuen, neues, nouveau, nouvelle, nuevo, nueva, nuovo, nuova, novo,
  next one, guestlist, hi guestlist, hey guestlist, could, would, kunt, könnten, könntest, könnt, pouvez, pourriez, pourrais, puoi, potete, puedes, podrías, podrían`),
]);

/** Words that may speak of somebody else, or say how sure somebody is. The bot does not use them, and says so. */
export const heavyWords =
  list(`on behalf of, namens, behalf of, for and on behalf of, obo, o.b.o, c/o, p/a, care of, through, via, represented by, from, by, with, instead of, in place of, for, re, fyi, cc, bcc, fwd,
  in opdracht van, in naam van, uit naam van, vertegenwoordigd door, door, voor, aan, met, bij, in plaats van, im auftrag, im auftrag von, im namen von, vertreten durch, durch, für, von seiten, anstelle von, statt, de la part de, au nom de, représenté par,
  pour, avec, chez, à la place de, en nombre de, a nombre de, de parte de, en lugar de, representado por, por, para, per conto di, a nome di, da parte di, al posto di, rappresentato da, på uppdrag av, i stället för, genom, för, hos, å,
  fao, attn, att, at.te, attention, for the attention of, ter attentie van, tav, t.a.v, ter attentie, z.hd, z.hdn, z.h, z. hd, z. h, z. hdn, zu händen, zu händen von, zu hd, zu hd. von, zu handen, zhd, à l'attention de, a l'attention de, a la atención de, a/a, all'attenzione di, alla c.a, alla cortese attenzione di, att.ne, à,
  secretary, secretariaat, secretaris, sekretariat, sekretärin, secrétariat, secretaría, segreteria, assistant, assistent, assistente, assistentin, assistante, office of, kantoor, büro, bureau de, pa to, deputy, plaatsvervanger, vervanger, stellvertreter, remplaçant, sustituto, sostituto, replacement, successor, opvolger, nachfolger, predecessor, voorganger, vorgänger,
  wife, husband, mother, father, brother, sister, manager, manager of, friend, relative, contact for, question for, same as, zie, vraag, siehe, frag, voir, demander, vedi, chiedi, fråga, requested by, referred by, nominated by, proposed by, approved by, invited by, sponsored by, aangemeld door, aangevraagd door, voorgesteld door, beantragt von, vorgeschlagen von, angemeldet von, demandé par, proposé par, solicitado por, richiesto da,
  only, alleen, slechts, enkel, seulement, uniquement, solamente, únicamente, soltanto, endast, maybe, perhaps, possibly, probably, misschien, wellicht, mogelijk, vielleicht, eventuell, peut-être, éventuellement, quizás, quizá, tal vez, forse, kanske, ehkä, kanskje, måske,
  sorry, correction, correctie, korrektur, rettifica, corrección, rättelse, urgent, dringend, urgente, spoed, eilig, brådskande, update, note, noot, hinweis, opmerking, remarque, nota, obs, todo, tbd, reminder, herinnering, erinnerung, rappel, welkom, willkommen, bienvenue, välkommen,
  team lead, sponsor, host, owner, eigenaar, requester, aanvrager, approver, organizer, organiser, organisator, presenter, sender, afzender, team, afdeling, abteilung, service, firma, bedrijf, company, fabrikant, liebe, lieber, cher, chère, lid, och`);

/**
 * Some people are called so. They count where a word in small letters follows, or the address says a later word and
 * nothing of them.
 */
export const perhapsWords = list(
  `the, an, a, die, der, das, den, de, het, een, le, la, les, un, une, el, los, las, una, lo, il, i, ein, eine, einen, min, mi, su, sua, suo, ma, mon, sa, son, ta, tu, mia, mio, her, hun, ons, hans, hennes, deras, je, ich, ik, wij, we, wir, nous, vi, jag, ja, nu, nur, und, et, y, e, en, and, per, solo, grant, dan, dann, even, ad, si, sí, da, let, get, dear, beste, querido, querida, caro, cara, kära, bästa, hey, hi, hola, ciao, hej, hallo, hello, met dank aan, allow, admit, accept, approve, join, send, share, welcome, item, step, mother of, dad, mom, mit, to, till, just, pa, ask, see, vos, bot, boss, chef, baas, ok, nova, bienvenida, bienvenido, benvenuto, benvenuta, bara, con, med`,
);

/** Parts of a firm before or behind a whole name, without accents. They stay in it, and somebody should look. */
export const departments = list(
  `sales, support, helpdesk, help desk, service desk, customer service, marketing, finance, procurement, purchasing, accounting, reception, hr, ict, human resources,
  verkoop, inkoop, klantenservice, boekhouding, receptie, personeelszaken, vertrieb, einkauf, kundendienst, buchhaltung, comptabilite, ventes, achats, ventas, compras, vendite, acquisti`,
);

/** Words for people from elsewhere, behind a whole name, without accents. They stay in it, and somebody should look. */
export const outsideWords = list(
  `ext, extern, external, externe, externer, externen, externo, externa, esterno, esterna, ekstern, inhuur, freelance, zzp, zzp'er, interim, prestataire, dienstleister`,
);

/**
 * The words among `perhapsWords` that few people are called. They are perhaps no name before any other name either:
 * `Per Ann Aid`. They count where the address says all other words and not this one.
 */
export const callWords =
  list(`per, grant, to, just, ja, nur, och, und, en, then, dan, let, allow, admit, accept, approve, join, send, share, welcome, hi, hey,
  hallo, hello, hola, ciao, ok, ask, see, con, med, bara, mit`);

/** Words at the end of a desk's name: the word before them is no introduction. */
export const deskWords =
  list(`service, services, relations, relationships, support, care, success, management, affairs, business, development, experience, operations, accounts, engagement, programme, program, portal, centre, center, desk, office, team, solutions, liaison, programs, programmes, network, hub, group, sales, marketing,
  dienst, diensten, relaties, relatiebeheer, beheer, ondersteuning, zaken, balie, service, verkoop, dienste, betreuung, beziehungen, verwaltung, beratung, zentrale, vertrieb, büro, équipe, clientèle, relation, assistance, accueil, servicio, servicios, soporte, atención, gestión, servizi, servizio, assistenza, gestione`);

/** Words for people that stand before the name of a desk as well: `Client Excellence`. */
export const personWords =
  list(`partner, partners, guest, guests, user, users, contact, contacts, client, clients, customer, supplier, vendor, member, participant, attendee, employee, external, speaker, new, team member,
  gast, gasten, gebruiker, klant, leverancier, lid, medewerker, deelnemer, extern, externe, kunde, kunden, lieferant, mitglied, mitarbeiter, teilnehmer, benutzer, client, fournisseur, membre, partenaire, participant, cliente, proveedor, fornitore`);
