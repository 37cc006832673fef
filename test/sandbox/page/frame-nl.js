// The words around the chats, in Dutch.

export const nl = {
  tagline:
    'Stuur als Alex een voorbeeld, keur het goed als Megan, accepteer het in de mailbox en lees het nieuws in het kanaal.',
  colours: 'Kleuren',
  themes: { system: 'Auto', light: 'Licht', dark: 'Donker' },
  columns: 'Kolommen',
  isNew: 'nieuw',
  notRunning: 'De oefen-Teams geeft geen antwoord. Draait hij nog?',
  wire: 'Netwerk',
  calls: {
    title: 'Netwerk',
    which: 'Welke aanroepen',
    both: 'Graph en Teams',
    graph: 'Alleen Graph',
    teams: 'Alleen Teams',
    reads: 'Ook leesacties',
    close: 'Sluiten',
    list: 'Aanroepen, nieuwste eerst',
    noAnswer: 'geen antwoord',
    noBody: 'Geen inhoud.',
    sent: 'Verzonden',
    answered: 'Antwoord',
  },
  mail: {
    tab: 'Post',
    tabTitle: 'Post van de partners',
    title: 'Mailbox van de partners',
    whose: 'Wiens post',
    outside: 'buiten het bedrijf',
    list: 'E-mails',
    none: 'Nog geen post. Uitnodigingen komen hier binnen.',
    all: (count) => `Alle partners (${count})`,
    newest: (count) => `Alle partners (nieuwste ${count})`,
    arrived: (mail) => `Post voor ${mail.to}: ${mail.subject}`,
    back: 'Alle e-mails',
    frame: 'De e-mail, en waar de koppeling heen leidt',
  },
  redeem: {
    many: (count, waiting) =>
      count < waiting
        ? `${count} van ${waiting} openstaande uitnodigingen accepteren`
        : `${count} openstaande uitnodigingen accepteren`,
    one: 'De openstaande uitnodiging accepteren',
    none: 'Er staat geen uitnodiging open',
    about: 'Alsof zoveel partners binnen twee seconden hun e-mail openen en accepteren.',
    under: 'Ze zijn aan het accepteren \u2026',
    done: (count) =>
      count === 1
        ? 'E\u00e9n partner heeft geaccepteerd. Het kanaal hoort ervan.'
        : `${count} partners hebben geaccepteerd. Het kanaal krijgt er een paar berichten over, niet voor elk \u00e9\u00e9n.`,
  },
  knobs: {
    title: 'Storingen nabootsen',
    calm: 'Alle storingen beëindigen',
    slow: ['Trage Graph', 'Elke aanroep duurt drie seconden.'],
    throttling: [
      'Begrenzing',
      'Graph neemt twee uitnodigingen in tien seconden aan en weigert de rest met 429.',
    ],
    replication: ['Trage replicatie', 'Een nieuwe gast is pas na vijftien seconden overal bekend.'],
    lost: [
      'Verloren antwoorden',
      'Elke derde wijziging in Graph lukt, maar het antwoord komt nooit aan.',
    ],
    blocked: [
      'Tenant geblokkeerd',
      'Microsoft heeft de tenant geblokkeerd wegens verdachte uitnodigingen.',
    ],
    'notifications-lost': [
      'Meldingen verloren',
      'Graph zegt nooit dat iemand heeft geaccepteerd. Guestlist vraagt het elke twee seconden en hoort het toch.',
    ],
    'notifications-late': [
      'Meldingen te laat',
      'Graph zegt het dertig seconden later. Zelf vragen gaat dan sneller.',
    ],
    'notifications-thrice': [
      'Meldingen drie keer',
      'Graph zegt alles drie keer. Het kanaal leest toch maar \u00e9\u00e9n keer over elke partner.',
    ],
    'old-client': [
      'Oude client',
      'Kaarten zijn versie 1.2, verversen niet, en hun knoppen sturen Action.Submit.',
    ],
    drop: 'Abonnement laten vervallen',
    dropAbout:
      'Zonder abonnement stuurt Graph geen meldingen. Guestlist kijkt elke twee minuten of het er nog is, en maakt dan een nieuw.',
    isThere: 'Het is er.',
    isGone: 'Het is weg.',
    later: {
      'day-later': 'Een dag later',
      'weeks-later': 'Twee weken later',
      'month-later': 'Een maand later',
    },
    laterAbout:
      'Voor Teams, de tenant en de bot: concepten vervallen, goedkeuringen verlopen. Terug gaat alleen met een nieuwe start.',
    right: 'De klok loopt gelijk.',
    ahead: (span) => `De klok loopt ${span} voor.`,
    minutes: (count) => `${count} min`,
    days: (count) => `${count} ${count === 1 ? 'dag' : 'dagen'}`,
  },
};
