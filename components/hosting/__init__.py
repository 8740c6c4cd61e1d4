"""What stands between the network and the screens where Wortlaut serves others: settings, headers, health, the log."""
