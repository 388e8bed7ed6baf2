import './bootstrap.mjs';
import { main } from './mutate/main.mjs';

process.exitCode = await main(process.argv.slice(2));
