"""starl for many people on one server: accounts, cohorts, exchange. A face beside the web app, whose pages it shows."""
