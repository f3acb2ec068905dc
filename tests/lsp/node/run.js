// Starts the built extension in the stand-in, waits for the findings, ends it, and prints what was seen.
const { seen } = require("vscode");
const extension = require(process.env.EXTENSION);

(async () => {
  await extension.activate({ subscriptions: [] });
  const findings = await seen.findings;
  await extension.deactivate();
  console.log(JSON.stringify({ commands: seen.commands, codes: findings.map((item) => item.code?.value ?? item.code) }));
})();
