/** `npm run demo`: see run-demo.ts; this file is its process. */
import { runDemo } from './run-demo.ts';

process.exitCode = await runDemo(process.argv.slice(2), (line) => console.log(line));
