// run.js: documents of many records by a peer, in several processes that are warm.
//
//     node run.js PEER RECORDS FONTS OUTPUT PROCESSES
//
// RECORDS is a folder with a JSON file for each. Each process opens what it needs and makes WARM
// documents first; then all begin together. Prints the seconds from there to the last document, and
// how many bytes all documents have. The time has the reading of each record and the writing of
// each document.

import { fork } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const WARM = 20;

async function work(peer, records, fonts, output, part, parts) {
  const { open, extension } = await import(`./${peer}.js`);
  const mine = readdirSync(records).sort().filter((_, index) => index % parts === part);
  const read = (name) => readFileSync(`${records}/${name}`);
  const make = open(fonts);
  let bytes = 0;

  for (const name of mine.slice(0, WARM))
    await make(read(name));
  process.on("message", async () => {
    for (const name of mine) {
      const document = await make(read(name));
      writeFileSync(`${output}/${name}.${extension}`, document);
      bytes += document.length;
    }
    process.send({ bytes });
    process.disconnect();
  });
  process.send({ ready: true });
}

// Waits for one message of each process.
const hear = (processes) => Promise.all(processes.map((one) => new Promise((done, failed) => {
  one.once("message", done);
  one.once("exit", (status) => failed(new Error(`a process ended with ${status}`)));
})));

async function lead(peer, records, fonts, output, parts) {
  mkdirSync(output, { recursive: true });
  const processes = [...Array(parts).keys()].map((part) =>
    fork(process.argv[1], [peer, records, fonts, output, part, parts]));
  await hear(processes);
  const start = performance.now();
  processes.forEach((one) => one.send("go"));
  const ends = await hear(processes);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${seconds.toFixed(3)} ${ends.reduce((sum, one) => sum + one.bytes, 0)}`);
}

const [peer, records, fonts, output, ...numbers] = process.argv.slice(2);
if (numbers.length === 1)
  await lead(peer, records, fonts, output, Number(numbers[0]));
else
  await work(peer, records, fonts, output, Number(numbers[0]), Number(numbers[1]));
