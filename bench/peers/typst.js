// typst.js: one PDF of a record by Typst, in a process that keeps it open.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

// Typst keeps what it computed for use in a later document; its manual advises to drop what was
// not used in the last ten.
const KEPT = 10;
const FOLDER = fileURLToPath(new URL(".", import.meta.url));

export const extension = "pdf";

export function open(fonts) {
  const compiler = NodeCompiler.create({ workspace: FOLDER, fontArgs: [{ fontPaths: [fonts] }] });
  const record = `${FOLDER}record.json`;
  const mainFileContent = readFileSync(`${FOLDER}form.typ`, "utf8");

  return (bytes) => {
    compiler.mapShadow(record, Buffer.from(JSON.stringify(JSON.parse(bytes).项目支出绩效目标)));
    const pdf = compiler.pdf({ mainFileContent, resetRead: true });
    compiler.evictCache(KEPT);
    return pdf;
  };
}
