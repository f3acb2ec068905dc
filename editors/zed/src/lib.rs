//! Starts `starl lsp`, from the path that the project's shell has.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct Starl;

impl zed::Extension for Starl {
    fn new() -> Self {
        Starl
    }

    fn language_server_command(
        &mut self,
        _server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let command = worktree
            .which("starl")
            .ok_or("starl is not on the path; install it with: pip install \"starl[lsp]\"")?;
        Ok(Command {
            command,
            args: vec!["lsp".into()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Starl);
