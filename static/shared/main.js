import "./cb-app.js";
