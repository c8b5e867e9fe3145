// split.js: a file for each record.
//
//     node split.js ARRAY.json FOLDER

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

const [array, folder] = process.argv.slice(2);

mkdirSync(folder, { recursive: true });
JSON.parse(readFileSync(array)).forEach((record, index) =>
  writeFileSync(`${folder}/${basename(array, ".json")}-${index}.json`, JSON.stringify(record)));
