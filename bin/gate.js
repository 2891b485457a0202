#!/usr/bin/env node
require('../dist/gate.js').start();
