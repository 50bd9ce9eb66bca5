"""Does every address of the list still lead to the thing that its entry names?"""
