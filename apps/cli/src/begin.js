// Plain JavaScript, so that any Node can say what it lacks: all else here is TypeScript, which Node 24 runs as it is.
if (process.features.typescript) await import("./main.ts");
else {
  process.stderr.write(
    [
      `这个 Node（${process.version}）不能直接运行 TypeScript，而随依赖安装的 Node 24 不在：npm 的安装脚本没有运行。`,
      "请运行 npm rebuild node，或者不带 --ignore-scripts 重新 npm ci，也可以改用 Node 24。",
      `This Node (${process.version}) cannot run TypeScript, and the Node 24 that comes with the dependencies is missing: npm's install scripts were off.`,
      "Run `npm rebuild node`, or `npm ci` again without --ignore-scripts, or use Node 24 yourself.",
      "",
    ].join("\n"),
  );
  process.exitCode = 1;
}
