import { announce } from './ask.js';
import { drawMessage } from './draw-message.js';

/** Sorts a channel's messages by thread. Threads come in the order of their first messages. */
function inThreads(messages) {
  const roots = new Map();
  for (const message of messages) {
    const root = message.thread ?? message.id;
    roots.set(root, [...(roots.get(root) ?? []), message]);
  }
  return [...roots.values()].flat();
}

/** Returns a function that puts the focus of the old drawing on the same control of the new one. */
function moveFocus(from, to) {
  const focused = document.activeElement;
  if (!from.contains(focused)) return undefined;
  const { verb, choice } = focused.dataset ?? {};
  const same = verb ? `[data-verb="${verb}"]` : choice ? `[data-choice="${choice}"]` : undefined;
  return () => ((same && to.querySelector(same)) ?? to).focus({ preventScroll: true });
}

/**
 * Scrolls to the newest message unless the person has scrolled away. If the message is taller than the room, scrolls
 * to its beginning.
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
    /** Follows again: a person who has written wants to read the answer. */
    again() {
      follows = true;
    },
    newest(item) {
      // A hidden column has no height to scroll in.
      if (!follows || room.clientHeight === 0) return;
      const tall = item && item.offsetHeight > room.clientHeight - 24;
      scroll(tall ? item.offsetTop - room.offsetTop - 8 : room.scrollHeight);
    },
    /** Keeps the end visible when a card above it grows. */
    keepEnd(change) {
      const height = room.scrollHeight;
      const wasAtEnd = height - room.scrollTop - room.clientHeight < 4;
      change();
      if (wasAtEnd && room.scrollHeight !== height) scroll(room.scrollHeight);
    },
  };
}

/** Shows messages in a list that scrolls in `room`. Redraws only changed ones: a person may be typing into another. */
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

  /** The item of a message. Draws it again, in the same place, if the message has changed. */
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
    /** Returns true after a new message from the bot, and announces that message. */
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
    /** Scrolls again after the room has become visible or changed its size. */
    settle,
    clear() {
      drawn.clear();
      list.replaceChildren();
    },
  };
}
