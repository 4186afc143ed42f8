import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/m/",
  plugins: [react()],
  // npm may nest another React beside a library; two of them in one page break every hook.
  resolve: { dedupe: ["react", "react-dom"] },
  build: {
    target: "es2022",
    outDir: "dist",
    // The owner's pages, and the customer's: each names only what it needs.
    rolldownOptions: {
      input: ["index.html", "customer.html"].map((page) =>
        fileURLToPath(new URL(page, import.meta.url)),
      ),
    },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2_000,
  },
});
