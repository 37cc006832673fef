// npm run package: writes the Teams app package. `.env` or the environment must set MicrosoftAppId and PUBLIC_URL.
import { mkdirSync, writeFileSync } from 'node:fs';
import { buildPackage, PackageFault } from './package/build-package.ts';

const target = 'out/guestlist.zip';

try {
  const { zip, version } = await buildPackage(process.env);
  mkdirSync('out', { recursive: true });
  writeFileSync(target, zip);
  console.log(`${target}: Guestlist ${version}, ${zip.length} bytes.
Upload it in the Teams admin center (Teams apps, Manage apps, Actions, Upload new app),
or for a trial in Teams itself: Apps, Manage your apps, Upload an app.
Raise "version" in manifest/manifest.json before the next upload.`);
} catch (error) {
  if (!(error instanceof PackageFault)) throw error;
  console.error(`The package was not built:\n${error.message}`);
  process.exitCode = 1;
}
