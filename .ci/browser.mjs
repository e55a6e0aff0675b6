// What .ci/browser runs in Node: `long` writes a made-up session of 10,000 turns, `check` opens every report of a folder in Chromium.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [task, folder, shots] = process.argv.slice(2);
if (task === "long") long();
else await check();

/** Invented turns, in an order that is the same each time. */
function long() {
  const asked = [
    "What do you make of your drinking?",
    "Do you drink every day?",
    "It sounds as if the evenings are the hard part.",
    "You need to cut down.",
    "How would things be better?",
    "Mm-hmm.",
  ];
  const said = [
    "I want to stop, but it relaxes me after work.",
    "I don't know. It's raining again.",
    "I'm worried about my liver, and I can't sleep any more.",
    "I'm not giving it up, I'd miss it too much.",
    "I'll pour the rest away tonight. My daughter has noticed.",
    "Yeah.",
    "You don't get it. That's what the last one said.",
    "I went swimming on Monday instead of going to the pub.",
  ];
  let state = 7;
  const next = (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 16) % count;
  };
  for (let turn = 0; turn < 10000; turn++) {
    const client = turn % 2 === 1;
    const text = client ? said[next(said.length)] : asked[next(asked.length)];
    console.log(JSON.stringify({ session: "long", speaker: client ? "client" : "counsellor", text }));
  }
}

async function check() {
  const { chromium } = await import("playwright-core");
  const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  const faults = [];
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".html")).sort()) {
    for (const width of [1280, 360]) {
      for (const colorScheme of ["light", "dark"]) {
        const what = `${name.replace(/\.html$/, "")}-${width}-${colorScheme}`;
        const found = await look(browser, axe, name, { width, colorScheme, what });
        for (const fault of found) faults.push(`${what}: ${fault}`);
      }
    }
  }
  await browser.close();
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exit(1);
}

/** Opens one report one way and tells what is wrong with it. */
async function look(browser, axe, name, { width, colorScheme, what }) {
  const faults = [];
  const is = (right, fault) => right || faults.push(fault);
  const long = name === "long.html";
  // The page's own policy would keep the accessibility check out too.
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: false });
  const page = await context.newPage();
  const address = pathToFileURL(join(folder, name)).href;
  page.on("console", (message) => is(!["error", "warning"].includes(message.type()), `console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => is(request.url() === address, `request: ${request.url()}`));
  const began = performance.now();
  await page.goto(address);
  const loaded = performance.now() - began;

  is((await page.evaluate(() => window.hacked)) === undefined, "a script of the transcript ran");
  is(page.url() === address, "the page went elsewhere");
  is((await page.locator("h1").count()) === 1, "not exactly one h1");
  is((await page.locator("main img, main iframe, main script, main form, main input, main style, main link, main base, main meta").count()) === 0, "an element of the transcript's");
  if (shots) await page.screenshot({ path: join(shots, `${what}.png`), fullPage: !long });

  // A session among several has to be unfolded first.
  const folded = page.locator("details.session:not([open]) > summary");
  for (const summary of await folded.all()) await page.locator("details.session:not([open]) > summary").first().click();
  for (const rest of await page.locator("details.numbers:not([open]) > summary").all()) {
    if (await rest.isVisible()) await rest.evaluate((summary) => (summary.parentElement.open = true));
  }
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  is(over <= 0, `${over} px too wide`);
  if (shots && !long) await page.screenshot({ path: join(shots, `${what}-open.png`), fullPage: true });

  // By keyboard alone: from the words before to a marked word, whose reason then shows, and Escape closes it.
  const mark = page.locator(".turn .mark[tabindex]").first();
  if ((await mark.count()) > 0) {
    await mark.evaluate((mark) => {
      const all = [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")].filter((one) => one.checkVisibility());
      all[all.indexOf(mark) - 1].focus();
    });
    await page.keyboard.press("Tab");
    is(await mark.evaluate((mark) => mark === document.activeElement), "the tab key does not reach a marked word");
    const why = page.locator(".turn .mark[tabindex] + .why").first();
    is(await why.isVisible(), "no reason shows on focus");
    const box = await why.boundingBox();
    is(box && box.x >= 0 && box.x + box.width <= width, "the reason leaves the page");
    is(box && (await page.evaluate(([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest(".why")), [box.x + 8, box.y + box.height - 4])), "the reason is covered or cut");
    if (shots) await page.screenshot({ path: join(shots, `${what}-reason.png`) });
    await page.keyboard.press("Escape");
    is(!(await why.isVisible()), "Escape does not close the reason");
  }

  // A link of a moment leads to its turn.
  const link = page.locator(".moment .turn-link").first();
  if ((await link.count()) > 0) {
    const start = performance.now();
    await link.click();
    await page.waitForTimeout(50);
    const target = page.locator(":target");
    await target.waitFor({ state: "visible" });
    is(await target.evaluate((turn) => turn.classList.contains("turn")), "a link leads to no turn");
    if (long) console.log(`  ${what}: to a turn in ${Math.round(performance.now() - start)} ms`);
  }

  const sorted = page.locator("table.sortable th button").nth(2);
  if ((await sorted.count()) > 0) {
    await sorted.click();
    const keys = await page.locator("table.sortable tbody tr td:nth-child(3)").evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.key)));
    is(keys.every((key, index) => index === 0 || keys[index - 1] >= key), "the table is not sorted");
  }

  // The check itself goes in by the browser's debugger, past the page's policy. Of 10,000 turns the first forty stand for all.
  const start = performance.now();
  await page.evaluate(axe);
  const result = await page.evaluate(() => {
    for (const turn of document.querySelectorAll(".turn:nth-child(n + 40)")) turn.remove();
    return window.axe.run(document, { resultTypes: ["violations"] });
  });
  for (const violation of result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact))) {
    faults.push(`axe, ${violation.impact}: ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }
  const lesser = result.violations.filter((violation) => !["serious", "critical"].includes(violation.impact)).map((violation) => violation.id);
  console.log(`${what}: loaded in ${Math.round(loaded)} ms, checked in ${Math.round(performance.now() - start)} ms${lesser.length ? `; lesser: ${lesser.join(", ")}` : ""}`);
  await context.close();
  return faults;
}
