// node test/tools/draw-icons.ts: draws the app's two icons from manifest/icon.svg. The PNGs are in the repository.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const manifest = new URL('../../manifest/', import.meta.url).pathname;
const svg = readFileSync(`${manifest}icon.svg`, 'utf8');
const icons = [
  // Teams requires a white outline on a transparent background, and a colour icon on a full square.
  { file: 'outline.png', size: 32, inset: 0, background: 'transparent' },
  { file: 'color.png', size: 192, inset: 36, background: '#3B3F8F' },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const { file, size, inset, background } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body { margin: 0; background: ${background} } svg { display: block; margin: ${inset}px;
    width: ${size - 2 * inset}px; stroke: #fff }</style>${svg}`,
  );
  await page.screenshot({ path: `${manifest}${file}`, omitBackground: true });
}
await browser.close();
