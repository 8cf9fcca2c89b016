import axios from 'axios';

axios.defaults.timeout = 10_000;
await axios.get(URL);
