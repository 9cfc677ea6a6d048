/** Builds what the browser gets: `node build.mjs` writes static/build/, `node build.mjs --watch` keeps doing so.

    Each sheet of css/sheets/ becomes one file. All script becomes one, since it is 3 kB compressed: fetching it in
    parts would cost more requests than it saves bytes. Each enhancement still starts only where a part asks for it. */
import { cp, readdir, rm } from "node:fs/promises";
import { context } from "esbuild";

const OUT = "static/build";
const SHEETS = "static/css/sheets";
/** H5P's core as its package has it, unchanged: what runs in the frame, its looks and its fonts. */
const H5P = "node_modules/h5p-standalone";
const H5P_PARTS = ["frame.bundle.js", "styles/h5p.css", "fonts", "images/throbber.gif"];
/** What Designsystemet and `light-dark()` ask for anyway, so that nothing is written twice for older browsers. */
const target = ["chrome123", "edge123", "firefox121", "safari17.5"];
const common = { bundle: true, minify: true, target, outdir: OUT, logLevel: "info", legalComments: "none" };

await rm(OUT, { recursive: true, force: true });
for (const part of H5P_PARTS) await cp(`${H5P}/dist/${part}`, `${OUT}/h5p-core/${part}`, { recursive: true });
await cp(`${H5P}/LICENSE`, `${OUT}/h5p-core/LICENSE`);
const jobs = await Promise.all([
  context({
    ...common,
    entryPoints: (await readdir(SHEETS)).map((name) => `${SHEETS}/${name}`),
    loader: { ".woff2": "file" },
    assetNames: "[name]", // Django hashes the name; base.html asks for it by this one
  }),
  context({
    ...common,
    // The check of certificates is a page that must stand alone; nobody else needs its script. Nor the CMS's.
    entryPoints: {
      site: "static/js/site.js",
      "verify-offline": "static/js/verify-offline.js",
      "h5p-preview": "static/js/h5p-preview.js",
      "h5p-editor": "static/js/h5p-editor.js",
      "cms-save": "static/js/cms-save.js",
    },
    format: "esm",
  }),
  // What stands in the frame of an H5P content, before its scripts: no module, so that they come in order.
  context({ ...common, entryPoints: { "h5p-inside": "static/js/h5p-inside.js" }, format: "iife" }),
]);

if (process.argv.includes("--watch")) {
  await Promise.all(jobs.map((job) => job.watch()));
} else {
  await Promise.all(jobs.map((job) => job.rebuild()));
  await Promise.all(jobs.map((job) => job.dispose()));
}
