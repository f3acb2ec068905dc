import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

/** Starts the server, and again when the way to start it changes. */
export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("starl.restart", restart),
    workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("starl.command")) {
        await restart();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(restart),
  );
  await start();
}

/** Ends the server with the editor. */
export async function deactivate(): Promise<void> {
  const ending = client;
  client = undefined;
  await ending?.dispose();
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  const [command, ...args] = workspace.getConfiguration("starl").get<string[]>("command", ["starl", "lsp"]);
  if (!command) {
    void window.showErrorMessage('The setting "starl.command" is empty; it names the program and its arguments.');
    return;
  }
  const server: ServerOptions = { command, args };
  const options: LanguageClientOptions = {
    documentSelector: ["markdown", "plaintext", "json"].flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
  };
  client = new LanguageClient("starl", "starl", server, options);
  try {
    await client.start();
  } catch {
    client = undefined;
    void window.showErrorMessage(
      `starl could not be started as "${command}". Install it with: pip install "starl[lsp]", ` +
        'or name the program in the setting "starl.command".',
    );
  }
}
