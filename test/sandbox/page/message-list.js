import { announce } from './ask.js';
import { drawMessage } from './draw-message.js';

/** In channels a thread stays together, in the order of its first message. */
function inThreads(messages) {
  const roots = new Map();
  for (const message of messages) {
    const root = message.thread ?? message.id;
    roots.set(root, [...(roots.get(root) ?? []), message]);
  }
  return [...roots.values()].flat();
}

/** Where the keyboard was on the old drawing, it goes on the new one. */
function moveFocus(from, to) {
  const focused = document.activeElement;
  if (!from.contains(focused)) return undefined;
  const { verb, choice } = focused.dataset ?? {};
  const same = verb ? `[data-verb="${verb}"]` : choice ? `[data-choice="${choice}"]` : undefined;
  return () => ((same && to.querySelector(same)) ?? to).focus({ preventScroll: true });
}

/**
 * Follows the newest message unless the person has scrolled away. Shows the beginning of one that is taller than the
 * room.
 */
function follower(room) {
  const atEnd = () => room.scrollHeight - room.scrollTop - room.clientHeight < 80;
  let follows = true;
  let ours = 0;
  room.addEventListener('scroll', () => {
    if (Math.abs(room.scrollTop - ours) > 2) follows = atEnd();
  });
  const scroll = (top) => {
    room.scrollTop = top;
    ours = room.scrollTop;
  };
  return {
    /** After writing, a person wants to read the answer, wherever they were. */
    again() {
      follows = true;
    },
    newest(item) {
      // In a column that is not shown there is no room to scroll.
      if (!follows || room.clientHeight === 0) return;
      const tall = item && item.offsetHeight > room.clientHeight - 24;
      scroll(tall ? item.offsetTop - room.offsetTop - 8 : room.scrollHeight);
    },
    /** Keeps the end in sight when a card above grows. */
    keepEnd(change) {
      const height = room.scrollHeight;
      const wasAtEnd = height - room.scrollTop - room.clientHeight < 4;
      change();
      if (wasAtEnd && room.scrollHeight !== height) scroll(room.scrollHeight);
    },
  };
}

/**
 * Shows messages in a list and a scrolling room around it. Redraws only what changed: somebody may be typing into a
 * card.
 */
export function messageList(list, room) {
  const drawn = new Map();
  const follow = follower(room);
  let newest;
  const settle = () => follow.newest(drawn.get(newest)?.item);

  function drop(keep) {
    for (const [id, { item }] of drawn) {
      if (keep.has(id)) continue;
      item.remove();
      drawn.delete(id);
    }
  }

  /** The item of a message: as it was, or redrawn in the place of the old one. */
  function itemFor(view, message) {
    const json = JSON.stringify(message);
    const known = drawn.get(message.id);
    if (known?.json === json) return known.item;
    const item = drawMessage(view, message);
    drawn.set(message.id, { json, item });
    if (known) {
      const focus = moveFocus(known.item, item);
      known.item.replaceWith(item);
      focus?.();
    }
    return item;
  }

  function place(view, messages) {
    drop(new Set(messages.map(({ id }) => id)));
    let next = list.firstChild;
    for (const message of messages) {
      const old = drawn.get(message.id)?.item;
      const item = itemFor(view, message);
      if (old === next && next) next = item;
      if (item === next) next = next.nextSibling;
      else list.insertBefore(item, next);
    }
  }

  return {
    /** Returns whether the bot said something new, and tells people who hear the page what. */
    show(view, messages) {
      const first = drawn.size === 0;
      const fresh = messages.filter(({ id }) => !drawn.has(id));
      follow.keepEnd(() => place(view, inThreads(messages)));
      newest = fresh.at(-1)?.id ?? newest;
      if (fresh.some(({ from }) => from === view.as)) follow.again();
      if (fresh.length > 0) settle();
      const news = fresh.findLast(({ from }) => from === 'bot');
      if (first || !news) return false;
      announce(`${view.name}, Guestlist: ${news.summary ?? news.text ?? ''}`);
      return true;
    },
    /** The room has come into sight, or has another size. */
    settle,
    clear() {
      drawn.clear();
      list.replaceChildren();
    },
  };
}
