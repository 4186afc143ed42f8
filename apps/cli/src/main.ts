import { DatabaseRefused } from "@zhongshu/postgres";
import { COMMANDS, type Command } from "./commands.ts";
import { chaosCommand, measure } from "./measure.ts";

const FLAGS = ["--help", "-h"];
const ASKS = ["help", ...FLAGS];

/** One command, with what its options mean where the line does not say it. */
const helpOf = ({ usage, does, options = [] }: Command): string =>
  [usage, `    ${does}`, ...options.map((each) => `  ${each}`), ""].join("\n");

const help = (): string =>
  [
    "中枢 Zhongshu",
    "",
    ...Object.values(COMMANDS).map(({ usage, does }) => `  ${usage}\n      ${does}`),
    "  bench import|ingest|reach|start|paint …   eval null|due|trials|interference|loop …",
    "  chaos [--kills 20] [--during execution]",
    "      测量 · measurements; one JSON line last",
    "",
  ].join("\n");

async function run(name: string, args: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (command !== undefined && args.some((each) => FLAGS.includes(each))) {
    process.stdout.write(helpOf(command));
    return 0;
  }
  if (command !== undefined) return command.run(args);
  if (name === "bench" || name === "eval") return measure(name, args);
  if (name === "chaos") return chaosCommand(args);
  const asked = ASKS.includes(name);
  (asked ? process.stdout : process.stderr).write(help());
  return asked ? 0 : 2;
}

const [name = "help", ...args] = process.argv.slice(2);
try {
  process.exitCode = await run(name, args);
} catch (problem) {
  if (problem instanceof DatabaseRefused) {
    const { message, next } = problem.refusal;
    process.stderr.write(`${message.zh}${next.zh}\n`);
  }
  // What we say ourselves names what to do; a surprise needs its stack.
  const known = problem instanceof DatabaseRefused || (problem instanceof Error && !problem.stack);
  const text = problem instanceof Error ? problem.message : String(problem);
  process.stderr.write(`${text}\n`);
  if (!known && process.env["DEBUG"] && problem instanceof Error)
    process.stderr.write(`${problem.stack}\n`);
  process.exitCode = 1;
  // What waits for something that will not come must not keep a failed command alive.
  setTimeout(() => process.exit(), 2_000).unref();
}
