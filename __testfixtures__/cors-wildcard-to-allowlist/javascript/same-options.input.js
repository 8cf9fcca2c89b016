const express = require('express');
const cors = require('cors');

const app = express();

// enable cors
app.use(cors());
app.options('*', cors());
