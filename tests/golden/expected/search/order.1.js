standingFound("search/order.1", "1 15 omalley-sons\n1 16 omalley-sons\n1 18 omalley-sons\n1 19 omalley-sons\n1 20 omalley-sons");
