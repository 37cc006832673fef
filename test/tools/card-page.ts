import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Theme = 'light' | 'dark';

const resolve = createRequire(import.meta.url).resolve;
const colours = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    line: '#d1d1d1',
    text: '#242424',
    button: '#ffffff',
    field: '#f5f5f5',
  },
  dark: {
    page: '#1f1f1f',
    card: '#2f2f2f',
    line: '#525252',
    text: '#ffffff',
    button: '#292929',
    field: '#1f1f1f',
  },
};

/**
 * A page that draws cards much like Teams, with Microsoft's renderer and the colours of the practice Teams.
 * `draw(card, version)` puts one card in `#card`, as in a client of that version, and returns the renderer's warnings.
 */
export function cardPage(theme: Theme, width: number): string {
  const read = (path: string) => readFileSync(path, 'utf8');
  const renderer = read(resolve('adaptivecards/dist/adaptivecards.min.js'));
  const styles = read(resolve('adaptivecards/dist/adaptivecards.css'));
  const config = read(
    new URL(`../sandbox/page/host-config-${theme}.json`, import.meta.url).pathname,
  );
  const { page, card, line, text, button, field } = colours[theme];
  return `<!doctype html><meta charset="utf-8"><style>${styles}
    body { margin: 0; padding: 8px; background: ${page}; color: ${text}; width: ${width}px }
    #card { background: ${card}; border: 1px solid ${line}; border-radius: 6px; overflow: hidden }
    .ac-pushButton { background: ${button}; color: ${text}; border: 1px solid ${line}; border-radius: 4px;
      font: 600 14px 'Segoe UI', system-ui, 'Liberation Sans', sans-serif; padding: 5px 12px; white-space: normal }
    .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff }
    .ac-pushButton.style-destructive { background: ${button}; border-color: ${line}; color: ${theme === 'dark' ? '#f9526b' : '#c4314b'} }
    .ac-input { background: ${field}; color: ${text}; border: 1px solid ${line}; border-radius: 4px; padding: 5px;
      box-sizing: border-box; font: 14px 'Segoe UI', system-ui, 'Liberation Sans', sans-serif }
    /* Teams breaks long words too */
    .ac-richTextBlock, .ac-textBlock { overflow-wrap: anywhere }
    .ac-actionSet { flex-wrap: wrap; row-gap: 8px }
  </style><div id="card"></div><script>${renderer}</script><script>
    const hostConfig = new AdaptiveCards.HostConfig(${config});
    window.draw = (json, version) => {
      const card = new AdaptiveCards.AdaptiveCard();
      const context = new AdaptiveCards.SerializationContext(AdaptiveCards.Version.parse(version));
      card.hostConfig = hostConfig;
      card.parse({ ...json, version }, context);
      const target = document.getElementById('card');
      target.replaceChildren(card.render());
      // Teams shows the name of a mention.
      for (const { text, mentioned } of json.msteams?.entities ?? [])
        target.innerHTML = target.innerHTML.replace(text.replaceAll('<', '&lt;').replaceAll('>', '&gt;'), mentioned.name);
      const said = [];
      for (let i = 0; i < context.eventCount; i += 1) said.push(context.getEventAt(i).message);
      for (const failure of card.validateProperties().validationEvents) said.push(failure.message);
      if (target.scrollWidth > target.clientWidth) said.push('wider than the card');
      for (const button of target.querySelectorAll('.ac-pushButton, .ac-pushButton *'))
        if (button.scrollWidth > button.clientWidth + 1) said.push('cut: ' + button.textContent);
      return said;
    };
  </script>`;
}
