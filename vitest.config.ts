import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{base,engines,domains,platform,apps}/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**"],
    globalSetup: ["platform/testing/src/global-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
