import { node, post } from './ask.js';
import { openExtension } from './dialog-box.js';

/** The box in which a person writes, attaches files and sends samples. `who` returns the chat's present person, `view` how they see it. */
export function composer({ column, who, view, failed }) {
  const form = node('form', { class: 'compose' });
  const act = async (path, body) => {
    const { as, room } = who();
    const { error, status } = await post(path, { as, in: room, ...body });
    // In a channel without the bot, silence is right.
    const lost = status >= 300 || (status === 0 && room === 'personal');
    failed(error ?? (lost ? who().words.noAnswer : undefined));
  };
  const textOf = () => form.querySelector('textarea');
  const takeText = () => {
    const text = textOf().value.trim();
    textOf().value = '';
    return text;
  };
  const say = () => {
    const text = takeText();
    return text === '' ? undefined : act('say', { text });
  };
  const sendFiles = async (files) => {
    const text = takeText();
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await act('file', { name: file.name, base64: base64(bytes), text });
    }
  };
  const sendSample = (sample) => act('file', { sample, text: takeText() });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void say();
  });
  form.addEventListener('keydown', (event) => {
    if (event.target !== textOf() || event.key !== 'Enter' || event.shiftKey) return;
    if (event.isComposing) return;
    event.preventDefault();
    void say();
  });
  form.addEventListener('paste', (event) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    void sendFiles([...event.clipboardData.files]);
  });

  return {
    form,
    sendFiles,
    sendSample,
    /** Redraws the box for another person, room or language. Typed text and keyboard stay. */
    draw(samples) {
      const typed = textOf()?.value ?? '';
      const typing = textOf() === document.activeElement;
      form.replaceChildren(...parts({ column, ...who(), view, samples, sendFiles, sendSample }));
      textOf().value = typed;
      if (typing) textOf().focus();
    },
  };
}

function base64(bytes) {
  if (bytes.toBase64) return bytes.toBase64();
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function parts({ column, room, words, view, samples, sendFiles, sendSample }) {
  const personal = room === 'personal';
  const hint = personal ? words.write : words.writeChannel;
  const picker = node('input', { type: 'file', id: `${column}-file`, class: 'unseen' });
  picker.addEventListener('change', async () => {
    await sendFiles([...picker.files]);
    picker.value = '';
  });
  return [
    personal && sampleRow({ words, samples, sendSample }),
    node('label', { class: 'unseen', for: `${column}-text` }, hint),
    node(
      'div',
      { class: 'box' },
      node('textarea', { id: `${column}-text`, rows: '1', placeholder: hint }),
      node(
        'div',
        { class: 'row' },
        picker,
        node('label', { class: 'attach', for: `${column}-file` }, words.attach),
        node(
          'button',
          { type: 'button', class: 'extension', onclick: () => openExtension(view()) },
          words.extension,
        ),
        node('button', { class: 'primary', type: 'submit' }, words.send),
      ),
    ),
  ].filter((part) => part !== false);
}

function sampleRow({ words, samples, sendSample }) {
  const chips = samples.map((name) => {
    const chip = node(
      'button',
      {
        type: 'button',
        class: 'chip',
        draggable: 'true',
        title: name,
        'data-sample': name,
        onclick: () => sendSample(name),
      },
      words.sampleNames[name] ?? name,
    );
    // A person may drag the sample to any chat.
    chip.addEventListener('dragstart', (event) => event.dataTransfer.setData('text/sample', name));
    return chip;
  });
  return node(
    'div',
    { class: 'samples', role: 'group', 'aria-label': words.samples },
    node('span', { class: 'samples-title', 'aria-hidden': 'true' }, words.samples),
    node('div', { class: 'chips' }, ...chips),
  );
}
