const cors = require('cors');
const app = require('express')();

// Enable CORS for all origins
app.use(cors());
