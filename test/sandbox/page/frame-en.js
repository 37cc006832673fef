// The words around the chats, in English.

export const en = {
  tagline:
    'Send a sample as Alex, approve it as Megan, accept it in the mailbox, read the news in the channel.',
  colours: 'Colours',
  themes: { system: 'Auto', light: 'Light', dark: 'Dark' },
  columns: 'Columns',
  isNew: 'new',
  notRunning: 'The practice Teams does not answer. Is it still running?',
  wire: 'Network log',
  calls: {
    title: 'Network log',
    which: 'Which calls',
    both: 'Graph and Teams',
    graph: 'Graph only',
    teams: 'Teams only',
    reads: 'Reads too',
    close: 'Close',
    list: 'Calls, newest first',
    noAnswer: 'no answer',
    noBody: 'No body.',
    sent: 'Sent',
    answered: 'Answered',
  },
  mail: {
    tab: 'Mail',
    tabTitle: 'Mail of the partners',
    title: 'Partners\u2019 mailbox',
    whose: 'Whose mail',
    outside: 'outside the company',
    list: 'Mails',
    none: 'No mail yet. Invitations arrive here.',
    all: (count) => `All partners (${count})`,
    newest: (count) => `All partners (newest ${count})`,
    arrived: (mail) => `Mail for ${mail.to}: ${mail.subject}`,
    back: 'All mails',
    frame: 'The mail, and where its link leads',
  },
  redeem: {
    many: (count, waiting) =>
      count < waiting
        ? `Redeem ${count} of ${waiting} waiting invitations`
        : `Redeem ${count} waiting invitations`,
    one: 'Redeem the waiting invitation',
    none: 'No invitation is waiting',
    about: 'As if so many partners opened their mail and accepted within two seconds.',
    under: 'They are accepting \u2026',
    done: (count) =>
      count === 1
        ? 'One partner has accepted. The channel hears of it.'
        : `${count} partners have accepted. The channel gets a few messages about them, not one each.`,
  },
  knobs: {
    title: 'Simulate problems',
    calm: 'End all problems',
    slow: ['Slow Graph', 'Every call takes three seconds.'],
    throttling: [
      'Throttling',
      'Graph takes two invitations in ten seconds, and refuses more with 429.',
    ],
    replication: [
      'Slow replication',
      'A new guest is known everywhere only after fifteen seconds.',
    ],
    lost: [
      'Lost answers',
      'Every third write to Graph takes effect, but its answer never arrives.',
    ],
    blocked: ['Tenant blocked', 'Microsoft has blocked the tenant for suspicious invitations.'],
    'notifications-lost': [
      'Notifications lost',
      'Graph never says that somebody has accepted. Guestlist asks every two seconds and learns it all the same.',
    ],
    'notifications-late': [
      'Notifications late',
      'Graph says it thirty seconds later. Guestlist learns it sooner because it asks.',
    ],
    'notifications-thrice': [
      'Notifications three times',
      'Graph says everything three times. The channel still reads of every partner once.',
    ],
    'old-client': [
      'Old client',
      'Cards are 1.2, do not refresh, and their buttons send Action.Submit.',
    ],
    drop: 'Drop the subscription',
    dropAbout:
      'Without it Graph sends no notifications. Guestlist checks every two minutes, and makes a new one.',
    isThere: 'It is there.',
    isGone: 'It is gone.',
    later: {
      'day-later': 'A day later',
      'weeks-later': 'Two weeks later',
      'month-later': 'A month later',
    },
    laterAbout:
      'For Teams, the tenant and the bot: drafts lapse, approvals run out. The clock goes back with a new start only.',
    right: 'The clock is right.',
    ahead: (span) => `The clock is ${span} ahead.`,
    minutes: (count) => `${count} min`,
    days: (count) => `${count} ${count === 1 ? 'day' : 'days'}`,
  },
};
