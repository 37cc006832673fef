/** Text as HTML; nothing that a mail or a name holds becomes markup. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
:root { color-scheme: light dark; --line: #8885; --accent: #0f5fa8; }
@media (prefers-color-scheme: dark) { :root { --accent: #7cc0ff; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.5 "Segoe UI", system-ui, sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.15rem; margin: 0 0 .8rem; } a { color: var(--accent); }
article, fieldset { border: 1px solid var(--line); border-radius: 8px; padding: 1rem; margin: 1rem 0; }
ul.mails { list-style: none; padding: 0; } ul.mails li { border-bottom: 1px solid var(--line); padding: .6rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem .8rem; margin: 0; } dt { opacity: .75; } dd { margin: 0; }
.warning { border-left: 4px solid #c98a00; padding: .3rem .8rem; } .small { font-size: .85rem; opacity: .85; }
.button { display: inline-block; min-height: 2.75rem; padding: .6rem 1.2rem; border: 0; border-radius: 4px; background: #0f5fa8; color: #fff; font: inherit; text-decoration: none; cursor: pointer; }
.button.second { background: #666; } .button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid #f0a000; outline-offset: 2px; }
label { display: block; padding: .5rem 0; min-height: 2.75rem; } .icon { display: inline-grid; place-items: center; width: 2.5rem; height: 2.5rem; border-radius: 50%; background: #0f5fa8; color: #fff; }
`;

/** A whole page. `body` is HTML already. */
export const htmlPage = (title: string, body: string, language = 'en'): string =>
  `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>${style}</style></head><body><main>${body}</main></body></html>`;
