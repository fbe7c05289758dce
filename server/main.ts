#!/usr/bin/env node
/** In charge of being the program `mingzhang`: gives the process to the shell and takes its outcome. */
import { run } from './shell.ts';

process.exitCode = await run(process.argv.slice(2), process);
