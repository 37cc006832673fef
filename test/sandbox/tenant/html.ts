/** Escapes text for HTML, so that nothing in a mail or a name becomes markup. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
:root { color-scheme: light dark; --text: light-dark(#242424, #fff); --quiet: light-dark(#5c5c5c, #b8b8b8);
  --surface: light-dark(#fff, #292929); --ground: light-dark(#f3f2f1, #1f1f1f); --line: light-dark(#d6d6d6, #525252);
  --accent: light-dark(#0f5fa8, #7cc0ff); --press: light-dark(#0f5fa8, #1f6cb0); --press-text: #fff; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 "Segoe UI", -apple-system, "Noto Sans", "Liberation Sans", system-ui, sans-serif; color: var(--text); background: var(--ground); }
main { max-width: 40rem; margin: 0 auto; padding: 12px; overflow-wrap: anywhere; }
.sheet > :first-child { margin-top: 0; }
h1 { font-size: 1.35rem; font-weight: 600; line-height: 1.3; margin: 0 0 .8rem; } h2 { font-size: 1.1rem; font-weight: 600; line-height: 1.3; margin: 0 0 .6rem; }
a { color: var(--accent); } p, ul { margin: .7rem 0; } ul { padding-left: 1.2rem; }
article, .sheet { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 1rem; margin: 0 0 12px; }
.sheet { max-width: 27rem; margin: 4vh auto; padding: 1.3rem; box-shadow: 0 2px 6px #0002; }
ul.mails { list-style: none; padding: 0; } ul.mails li { border-bottom: 1px solid var(--line); padding: .6rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .8rem; margin: 0; } dt { color: var(--quiet); } dd { margin: 0; }
.head { display: block; padding-bottom: .7rem; border-bottom: 1px solid var(--line); } .head dt, .head dd { display: inline; } .head dt::after { content: ': '; } .head dd::after { content: '\\a'; white-space: pre; }
.who { margin: 1rem 0; } .who dd { font-weight: 600; }
.warning { border-left: 4px solid #c98a00; background: light-dark(#fff8e6, #3a2f10); padding: .5rem .8rem; margin: .8rem 0; }
.small { font-size: .85rem; } .quiet { color: var(--quiet); } .address { font-weight: 600; } hr { border: 0; border-top: 1px solid var(--line); }
fieldset { border: 0; padding: 0; margin: 0; } legend { padding: 0 0 .4rem; }
.choice { display: flex; align-items: center; gap: .7rem; border: 1px solid var(--line); border-radius: 4px; padding: .5rem .8rem; min-height: 2.9rem; margin: 0 0 .4rem; cursor: pointer; }
.choice:has(:checked) { border-color: var(--accent); outline: 1px solid var(--accent); } .choice input { margin: 0; }
.buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: .5rem; margin: 1.2rem 0 0; }
.button { display: inline-block; white-space: nowrap; min-height: 2.5rem; padding: .45rem 1.1rem; border: 1px solid var(--press); border-radius: 3px; background: var(--press); color: var(--press-text); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
.button.second { background: transparent; color: var(--text); border-color: var(--line); font-weight: 400; }
.button:focus-visible, a:focus-visible, .choice:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
.done { display: inline-grid; place-items: center; width: 2rem; height: 2rem; border-radius: 50%; background: #107c41; color: #fff; margin-right: .4rem; }
`;

/** A whole page. `body` is HTML already. */
export const htmlPage = (title: string, body: string, language = 'en'): string =>
  `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>${style}</style></head><body><main>${body}</main></body></html>`;
