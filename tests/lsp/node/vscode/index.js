// As much of VS Code's interface as a language client needs to start a server and to take its findings.
// The environment says what is open (STORY) and how the server is started (SERVER, as JSON).
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");

const disposable = { dispose() {} };
const commands = [];
let found, failed;
const findings = new Promise((resolve, reject) => ([found, failed] = [resolve, reject]));

class Uri {
  constructor(text) {
    Object.assign(this, { text, scheme: text.split(":")[0], fsPath: text.replace("file://", "") });
  }
  static parse(text) {
    return new Uri(text);
  }
  toString() {
    return this.text;
  }
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append(part) {
    return new CodeActionKind(this.value ? `${this.value}.${part}` : part);
  }
}
for (const name of ["Empty", "QuickFix", "Refactor", "RefactorExtract", "RefactorInline", "RefactorRewrite", "Source"]) {
  CodeActionKind[name] = new CodeActionKind(name === "Empty" ? "" : name.toLowerCase());
}

class EventEmitter {
  listeners = [];
  event = (listener) => {
    this.listeners.push(listener);
    return disposable;
  };
  fire(value) {
    this.listeners.forEach((listener) => listener(value));
  }
  dispose() {}
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => disposable };
  cancel() {}
  dispose() {}
}

// What is not named: an event that never comes, a class without anything, a function that does nothing.
const rest = (known) =>
  new Proxy(known, {
    get(target, name) {
      if (name in target || name === "then" || typeof name === "symbol") return target[name];
      if (/^on[A-Z]/.test(name)) return () => disposable;
      target[name] = /^[A-Z]/.test(name) ? class {} : () => disposable;
      return target[name];
    },
  });

const story = {
  uri: new Uri(pathToFileURL(process.env.STORY).href),
  languageId: "markdown",
  version: 1,
  isClosed: false,
  getText: () => readFileSync(process.env.STORY, "utf8"),
};
const log = (text) => console.error(text);

module.exports = rest({
  Uri,
  CodeActionKind,
  EventEmitter,
  CancellationTokenSource,
  version: "1.91.0",
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  env: { appName: "stand-in", language: "en" },
  extensions: { all: [], getExtension: () => undefined },
  commands: rest({ registerCommand: (name) => (commands.push(name), disposable) }),
  languages: rest({
    match: () => 10,
    createDiagnosticCollection: () => ({ set: (_, list) => found(list), delete() {}, clear() {}, dispose() {} }),
  }),
  window: rest({
    visibleTextEditors: [],
    tabGroups: { all: [], onDidChangeTabs: () => disposable },
    createOutputChannel: () => rest({ appendLine: log, append: log }),
    showErrorMessage: async (text) => failed(new Error(text)),
  }),
  workspace: rest({
    textDocuments: [story],
    workspaceFolders: undefined,
    notebookDocuments: [],
    getConfiguration: () => ({
      get: (name, usual) => (name === "command" ? JSON.parse(process.env.SERVER) : usual),
      inspect: () => undefined,
    }),
    createFileSystemWatcher: () => rest({}),
  }),
  seen: { commands, findings },
});
