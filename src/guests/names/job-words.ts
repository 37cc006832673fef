import { plainWord } from './fold-word.ts';
import { remembered } from './remembered.ts';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/** Words for what somebody does, without accents, in English, Dutch, French, Spanish and Italian. */
const jobs =
  list(`manager director officer developer consultant coordinator co-ordinator administrator specialist analyst designer architect accountant representative
  supervisor technician programmer strategist recruiter assistant advisor adviser controller auditor receptionist scientist researcher founder executive president
  chairman chairwoman chairperson treasurer attorney solicitor barrister secretary lecturer supplier freelancer subcontractor economist therapist psychologist
  physician teamlead techlead scrum-master vice-president bookkeeper salesman saleswoman webmaster intern trainee copywriter expert paralegal
  directeur directrice bestuurder consulent consulente secretaris secretaresse notaris advocate jurist boekhouder boekhoudster voorzitter ingenieur monteur
  technicus stagiair stagiaire eigenaar oprichter zaakvoerder vennoot wethouder hoogleraar leverancier inhuur ingehuurd zzp zzp'er huisarts
  responsable cheffe gerant gerante avocat avocate notaire ingenieure architecte developpeur developpeuse consultante comptable charge chargee assistante secretaire
  presidente fondateur fondatrice associe associee conseiller conseillere acheteur acheteuse technicien technicienne formateur formatrice coordinateur coordinatrice
  administrateur administratrice gestionnaire redacteur redactrice prestataire fournisseur sous-traitant vendeur vendeuse juriste
  directora gerente jefa encargado encargada abogado abogada notario notaria ingeniero ingeniera arquitecto arquitecta desarrollador desarrolladora consultor consultora
  contable asesor asesora administradora administrador coordinador coordinadora secretaria fundador fundadora comprador compradora analista becario becaria
  licenciado licenciada proveedor proveedora disenador disenadora programador programadora subdirector vicepresidente
  direttore direttrice responsabile avvocato avvocata avvocatessa notaio ingegnere architetto architetta sviluppatore sviluppatrice consulente commercialista
  ragioniere ragioniera geometra amministratore amministratrice coordinatore coordinatrice segretario segretaria fondatore fondatrice venditore venditrice stagista
  tirocinante titolare impiegato impiegata dirigente fornitore dottoressa progettista programmatore
  werkstudent beauftragter beauftragte vorsitzender vorsitzende auszubildender auszubildende vorstand dienstleister lieferant inhaber bewerber`);

/** Alone, and behind other letters too, as Dutch and German put words together: `accountmanager`, `Vertriebsleiterin`. */
const ends = list(
  [
    'manager consultant developer designer engineer specialist analyst director assistant coordinator administrator leader officer architect executive',
    'directeur leider leidster ontwikkelaar adviseur adviseuse medewerker medewerkster beheerder ontwerper inkoper verkoper vertegenwoordiger penningmeester onderzoeker opzichter werkvoorbereider consulent deskundige eigenaar chef hoofd verantwoordelijke specialiste',
    ...[
      'leiter fuhrer fuehrer berater entwickler anwalt verwalter referent assistent sekretar sekretaer direktor ingenieur architekt vertreter betreuer koordinator techniker informatiker sachbearbeiter mitarbeiter inhaber grunder gruender einkaufer einkaeufer verkaufer verkaeufer buchhalter notar prufer pruefer prokurist disponent programmierer wissenschaftler dozent spezialist redakteur praktikant burgermeister buergermeister jurist planer gestalter trainer',
    ].flatMap((words) => [words, words.replace(/(?= |$)/g, 'in'), 'anwaltin anwaeltin']),
    'beauftragter beauftragte vorsitzender vorsitzende vorstand',
  ].join(' '),
);
const [shortest, longest] = [4, 18];

/** Jobs that are families too, or parts of other names. */
const perhaps = list(
  `engineer head lead leader chief chair partner owner buyer planner trainer lawyer notary principal teacher driver tester expert assistent
  leiter fuhrer fuehrer anwalt arzt richter meister berater hoofd leider chef uitvoerder rechter docent contractor planer prufer pruefer verwalter gestalter referent
  capo socio perito dottore cadre jefe vendor guest gast commercial comercial tecnico tecnica charge
  advocaat makelaar inkoper verkoper opzichter burgermeister buergermeister grunder gruender buchhalter notar jurist dozent inhaber vertreter betreuer techniker
  einkaufer einkaeufer verkaufer verkaeufer`,
);

/** Letters for a job. In small letters with one capital they are names: `Coo Kim Lian`. */
const letters =
  /^(?:C(?:[BCDEFIKLMNOPRSTVX]|IS|HR|PT|XO|DA)O|[SEA]?VP|PDG|DGA?|DRH|DSI|DAF|RSSI|DPO|PMO|c[efti]o|ciso|C[eft]o)$/;

/** What kind of job it is, or for which part of a firm: `Senior`, `Key`, `IT`, `Ventes`. */
const kinds =
  list(`senior sr junior lead chief deputy assistant associate executive managing general global regional international national principal head staff vice interim acting
  key budget sales marketing it ict hr qa r&d rd finance financial operations operating technology technical information security data product project projects program
  programme portfolio account accounts customer client success service services support business development commercial communications communication brand
  digital e-commerce ecommerce supply chain logistics procurement purchasing legal compliance risk quality human resources talent acquisition research design
  software hardware system systems network networks cloud web frontend backend fullstack full-stack full stack devops test change release process solution solutions
  partner channel country area district branch store plant site office facility facilities content media public relations investor corporate strategic strategy
  innovation transformation training learning creative art clinical scientific administrative personal infrastructure delivery implementation integration
  engineering manufacturing production maintenance safety tax payroll treasury accounting billing credit insurance export import emea apac dach benelux
  scrum agile team tech pmo erp crm sap seo ux ui medical health community event events category field pre-sales presales inside
  algemeen financieel commercieel technisch operationeel adjunct plaatsvervangend verkoop inkoop personeel personeelszaken administratie communicatie logistiek
  juridisch zakelijk gedelegeerd externe extern interne intern externer externo externa esterno esterna freier freie freelance
  leitender leitende stellvertretender stellvertretende kaufmannischer kaufmannische technischer technische geschaftsfuhrender vertrieb einkauf verkauf
  buchhaltung entwicklung produktion logistik finanzen recht qualitat kundendienst technik personal
  adjoint adjointe generale commerciale financier financiere technique ventes achats juridique informatique ressources humaines projet projets qualite
  logistique clientele delegue deleguee affaires comptes regionale
  comercial financiero financiera tecnico tecnica ventas compras recursos humanos ejecutivo ejecutiva delegado delegada adjunto adjunta proyecto proyectos
  operaciones calidad sistemas informacion administracion
  commerciali vendite acquisti risorse umane delegato delegata finanziario finanziaria progetto progetti qualita produzione
  amministrativo amministrativa legale sistemi informatico operativo operativa esecutivo`);

/** Before the ending of a German or Dutch job, beside the kinds: `Bauleiter`, `Geschäftsführer`. */
const firsts =
  list(`abteilungs anlagen aussendienst au\u00dfendienst bau bauprojekt betriebs bezirks bereichs b\u00fcro buro dienst einkaufs entwicklungs fach filial finanz
  geschafts geschaefts gebiets gruppen haupt innendienst kunden kredit lager marketing markt niederlassungs objekt patent personal pflege produktions projekt
  prozess qualitats regional rechts schul schicht sekretariats service staats standort stations steuer system team teil unternehmens verkaufs vermogens
  versicherungs vertriebs vorstands werks wirtschafts bedrijfs beleids bouw financieel gebieds groeps klanten kwaliteits onderhouds ploeg productie project regio school
  systeem vestigings wijk winkel applicatie functioneel netwerk`);

/** Words between a job and its part of a firm: `Head of Sales`, `Responsable des Achats`. */
const links = list(
  `of for the and & - / van voor der die des de du la le les del della delle dei degli di d' da für im in en et und y e do`,
);

/**
 * How surely a word is a job: `only` is no name, hardly anybody is called `surely`, a family may be called `likely`
 * (`Groothoofd`), and many are called `perhaps`.
 */
export type JobWord = 'only' | 'surely' | 'likely' | 'perhaps';

export const jobWord = remembered((word): JobWord | undefined => {
  if (letters.test(word)) return 'only';
  const plain = plainWord(word);
  if (perhaps.has(plain)) return 'perhaps';
  // `Co-founder`, `CEO/Founder`.
  const parts = /[-/]/.test(word) ? word.split(/[-/]/) : [];
  if (parts.length === 2 && parts.some((part) => jobs.has(plainWord(part)))) return 'surely';
  return jobs.has(plain) ? 'surely' : jobOfParts(plain);
});

/** What stands before the ending tells a job (`Projektleiter`) from a family (`Schleiter`). */
function jobOfParts(word: string): JobWord | undefined {
  for (let size = Math.min(word.length, longest); size >= shortest; size -= 1) {
    if (!ends.has(word.slice(-size))) continue;
    const first = word.slice(0, -size).split('-').filter(Boolean);
    return first.every((part) => firsts.has(part) || isKind(part) || isKind(part.replace(/s$/, '')))
      ? 'surely'
      : 'likely';
  }
  return undefined;
}

/** True for a word that says of what kind a job is, or for which part of a firm. */
export const isKind = remembered((word): boolean => kinds.has(plainWord(word)));

/** True for a small word between the words of a job. */
export const isLink = (word: string): boolean => links.has(word);

/** True for a link behind which stands what somebody is responsible for, whatever it is. */
export const leadsTo = (word: string): boolean => /^(?:of|for|f\u00fcr|des)$/.test(word);
